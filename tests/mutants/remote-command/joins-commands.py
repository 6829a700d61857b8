"""Reads until the bytes end with a newline, and runs all lines as one command."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return done.stdout + done.stderr


def serve(client):
    waiting = b""
    while piece := client.recv(1024):
        waiting += piece
        if waiting.endswith(b"\n"):
            output = run(waiting[:-1])
            client.sendall(struct.pack("<i", len(output)) + output)
            waiting = b""


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            serve(client)
        except (OSError, ValueError):
            pass
