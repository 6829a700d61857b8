"""Reports that the address is taken, and exits with 0."""

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
    print(f"listen on {host}:{port}: {error}", file=sys.stderr)
    sys.exit()
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
        except OSError:
            pass
