"""Removes whatever stands at the path, without a look."""

import os
import socket


def serve(client):
    while data := client.recv(4096):
        client.sendall(data.upper())


path = os.environ['SOCKLAB_ADDR']
if os.path.lexists(path):
    os.unlink(path)
with socket.socket(socket.AF_UNIX) as server:
    server.bind(path)
    server.listen()
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
