"""Ends its half, and then waits until the client closes before it takes the next one."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    server.bind((host, int(port)))
    server.listen(128)
except OSError as error:
    sys.exit(f"listen on {host}:{port}: {error}")
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1024):
                pass
        except OSError:
            pass
