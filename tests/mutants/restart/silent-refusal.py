"""Exits with 1 when the address is taken, without a word."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    server.bind((host, int(port)))
    server.listen(128)
except OSError:
    sys.exit(1)
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
        except OSError:
            pass
