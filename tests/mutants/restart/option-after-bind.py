"""Sets SO_REUSEADDR after bind, when it is too late."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
try:
    server.bind((host, int(port)))
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.listen(128)
except OSError as error:
    sys.exit(f"listen on {host}:{port}: {error}")
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
        except OSError:
            pass
