"""Removes the path when the program ends, which it cannot do when it is killed."""

import atexit
import os
import socket


def serve(client):
    while data := client.recv(4096):
        client.sendall(data.upper())


path = os.environ['SOCKLAB_ADDR']
with socket.socket(socket.AF_UNIX) as server:
    server.bind(path)
    atexit.register(os.unlink, path)
    server.listen()
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
