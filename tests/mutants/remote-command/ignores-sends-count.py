"""Has a small send buffer and a timeout, with which send takes a part, and does not look at how much."""
import os
import socket
import struct
import subprocess


def run(command):
    done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True)
    return done.stdout + done.stderr


def serve(client):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    client.settimeout(60)
    with client.makefile("rb") as requests:
        for line in requests:
            if not line.endswith(b"\n"):
                return
            output = run(line[:-1])
            client.send(struct.pack("<i", len(output)) + output)


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
listener = socket.create_server((host, int(port)))
while True:
    client, _ = listener.accept()
    with client:
        try:
            serve(client)
        except (OSError, ValueError):
            pass
