"""It has no loop: it greets one client and ends."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

name, client = server.recvfrom(65507)
server.sendto(b"Hello, %s!" % name, client)
