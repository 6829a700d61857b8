"""It answers out of a second socket, which has a port of its own."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
while True:
    try:
        data, client = server.recvfrom(65507)
        sender.sendto(data.upper(), client)
    except OSError:
        pass
