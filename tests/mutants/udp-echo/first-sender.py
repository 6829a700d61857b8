"""It keeps the address of the first client, and answers everybody there."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

client = None
while True:
    try:
        data, address = server.recvfrom(65507)
        client = client or address
        server.sendto(data.upper(), client)
    except OSError:
        pass
