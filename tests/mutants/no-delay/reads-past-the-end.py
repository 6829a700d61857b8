"""Reads on for ever when the server closes in the middle of an answer."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
for _ in range(20):
    server.sendall(b"HEAD")
    server.sendall(b"BODY")
    answer = b""
    while len(answer) < 2:
        answer += server.recv(2 - len(answer))
server.close()
