"""Sends a line, waits for an answer, and so on."""

import os
import socket
import sys


def address(name):
    host, port = os.environ[name].split(":")
    return host, int(port)


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(address("SOCKLAB_ADDR"))
peer = address("SOCKLAB_PEER")

for line in sys.stdin.buffer:
    line = line.removesuffix(b"\n")
    if line == b"q":
        break
    sock.sendto(line, peer)
    os.write(1, sock.recv(65536) + b"\n")
