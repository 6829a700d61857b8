"""Listens on any other port when its own is taken."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    server.bind((host, int(port)))
    server.listen(128)
except OSError as error:
    print(f"listen on {host}:{port}: {error}, taking another port", flush=True)
    server = socket.create_server((host, 0))
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
        except OSError:
            pass
