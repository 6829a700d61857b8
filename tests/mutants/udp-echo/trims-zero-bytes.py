"""It takes zero bytes at the end for the unused rest of a buffer."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        server.sendto(data.rstrip(b"\0").upper(), client)
    except OSError:
        pass
