"""It receives into 1024 bytes, and the rest of a longer datagram is lost."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(1024)
        server.sendto(data.upper(), client)
    except OSError:
        pass
