"""It sends a long answer in pieces of 1024 bytes, each of which is a datagram of its own."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        for start in range(0, max(len(data), 1), 1024):
            server.sendto(data[start : start + 1024].upper(), client)
    except OSError:
        pass
