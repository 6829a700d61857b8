"""Sets SO_REUSEADDR, which makes no difference to a file in the way."""

import os
import socket


def serve(client):
    while data := client.recv(4096):
        client.sendall(data.upper())


path = os.environ['SOCKLAB_ADDR']
with socket.socket(socket.AF_UNIX) as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(path)
    server.listen()
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
