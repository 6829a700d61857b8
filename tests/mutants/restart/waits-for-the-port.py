"""Tries again and again until the address is free."""

import os
import socket
import sys
import time

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
while True:
    try:
        server.bind((host, int(port)))
        server.listen(128)
        break
    except OSError as error:
        print(f"listen on {host}:{port}: {error}, trying again", file=sys.stderr)
        time.sleep(0.2)
while True:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(b"hello\n")
        except OSError:
            pass
