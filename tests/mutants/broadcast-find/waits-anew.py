"""Waits 500 ms anew after each reply."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].split(":")
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
sock.sendto(b"who", (host, int(port)))

found = set()
sock.settimeout(0.5)
while True:
    try:
        reply, (ip, port) = sock.recvfrom(2048)
    except TimeoutError:
        break
    found.add(f"{ip}:{port}")

for responder in sorted(found):
    print(responder)
