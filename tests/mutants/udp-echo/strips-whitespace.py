"""It strips the white space at both ends, as one does with a line of text."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        server.sendto(data.strip().upper(), client)
    except OSError:
        pass
