"""It connects its only socket to the first client, and does not hear the others any more."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

data, client = server.recvfrom(65507)
server.connect(client)
server.send(data.upper())
while True:
    try:
        server.send(server.recv(65507).upper())
    except OSError:
        pass
