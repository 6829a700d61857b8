"""Tries again and again until the address is free, where SO_REUSEADDR would do."""

import os
import socket
import sys
import time

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
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
