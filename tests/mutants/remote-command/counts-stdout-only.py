"""Sends both outputs, and a length that counts standard output alone."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return struct.pack("<i", len(done.stdout)) + done.stdout + done.stderr


def serve(client):
    with client.makefile("rb") as requests:
        for line in requests:
            if not line.endswith(b"\n"):
                return
            client.sendall(run(line[:-1]))


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            serve(client)
        except (OSError, ValueError):
            pass
