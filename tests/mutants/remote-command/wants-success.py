"""Answers a command that fails with the error of Python instead of its output."""
import os
import socket
import struct
import subprocess


def run(command):
    shell = ["sh", "-c", command]
    try:
        done = subprocess.run(shell, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    except subprocess.CalledProcessError as error:
        return str(error).encode()
    return done.stdout + done.stderr


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
