"""Does not expect that a client may be gone before it is greeted."""

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
        connection.sendall(b"hello\n")
