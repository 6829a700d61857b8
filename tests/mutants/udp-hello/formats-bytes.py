"""It puts bytes into a string, where they look like b'Michael'."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        server.sendto(f"Hello, {name}!".encode(), client)
    except OSError:
        pass
