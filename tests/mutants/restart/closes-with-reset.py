"""Avoids TIME_WAIT by SO_LINGER 0, so that the client meets a reset and not the end."""

import os
import socket
import struct
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
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(b"hello\n")
        except OSError:
            pass
