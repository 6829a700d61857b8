"""It uses one buffer again and again, and a short name gets the tail of a longer one."""

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
        server.sendto(b"Hello, %s!" % buffer[:length], client)
    except OSError:
        pass
