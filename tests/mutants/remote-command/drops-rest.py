"""Throws away what came after the newline."""
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
        if b"\n" in waiting:
            output = run(waiting.split(b"\n")[0])
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
