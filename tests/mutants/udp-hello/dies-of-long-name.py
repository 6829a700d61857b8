"""It does not catch the error of an answer that is too long to send."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    name, client = server.recvfrom(65507)
    server.sendto(b"Hello, %s!" % name, client)
