"""Takes one recv for one command."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return done.stdout + done.stderr


def serve(client):
    while command := client.recv(1024):
        if not command.endswith(b"\n"):
            return
        output = run(command[:-1])
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
