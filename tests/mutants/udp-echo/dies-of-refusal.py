"""It asks to be told when a client has gone, and does not catch it."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

IP_RECVERR = 11  # Linux: a refused answer is an error of the next call. Windows reports it unasked.
server.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
while True:
    data, client = server.recvfrom(65507)
    server.sendto(data.upper(), client)
