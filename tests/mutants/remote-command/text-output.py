"""Decodes the output on its way, with U+FFFD for what is not UTF-8."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return (done.stdout + done.stderr).decode(errors="replace").encode()


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
