"""Reads standard output to its end and only then standard error."""
import os
import socket
import struct
import subprocess


def run(command):
    pipe = subprocess.PIPE
    shell = subprocess.Popen(["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    output = shell.stdout.read() + shell.stderr.read()
    shell.wait()
    return output


def serve(client):
    with client.makefile("rb") as requests:
        for line in requests:
            if not line.endswith(b"\n"):
                return
            output = run(line[:-1])
            client.sendall(struct.pack("<i", len(output)) + output)


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            serve(client)
        except (OSError, ValueError):
            pass
