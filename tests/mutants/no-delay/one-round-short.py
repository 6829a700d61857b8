"""Counts one round too few."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for _ in range(1, 20):
    server.sendall(b"HEAD")
    server.sendall(b"BODY")
    if len(server.recv(2, socket.MSG_WAITALL)) < 2:
        sys.exit("the server closed")
server.close()
