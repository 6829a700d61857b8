"""Sets TCP_NODELAY when half of the rounds are over."""

import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for number in range(20):
    if number == 10:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server.sendall(b"HEAD")
    server.sendall(b"BODY")
    if len(server.recv(2, socket.MSG_WAITALL)) < 2:
        sys.exit("the server closed")
server.close()
