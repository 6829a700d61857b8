"""It uses one buffer again and again, and answers with the tail of a longer datagram."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

buffer = bytearray(65507)
length = 0
while True:
    try:
        received, client = server.recvfrom_into(buffer)
        length = max(length, received)
        server.sendto(buffer[:length].upper(), client)
    except OSError:
        pass
