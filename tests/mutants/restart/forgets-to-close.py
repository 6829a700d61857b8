"""Does not close the connection: it stays open until the next client comes."""

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
    try:
        connection.sendall(b"hello\n")
    except OSError:
        pass
