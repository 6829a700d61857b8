"""It takes every error of the connect for a timeout, a refusal too."""
import os
import socket
import time

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)


def read_line(server):
    deadline = time.monotonic() + 0.5
    line = b""
    while b"\n" not in line:
        server.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            piece = server.recv(1024)
        except TimeoutError:
            return "read timeout"
        except ConnectionResetError:
            piece = b""
        if not piece:
            return "closed"
        if time.monotonic() > deadline:
            return "read timeout"
        line += piece
    return line.split(b"\n")[0].decode()


try:
    server = socket.create_connection((host, int(port)), timeout=0.5)
except OSError:
    print("connect timeout")
else:
    print(read_line(server))
