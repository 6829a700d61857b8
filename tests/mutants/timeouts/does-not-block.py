"""It makes the socket non-blocking and takes BlockingIOError, which means "not yet", for the timeout."""
import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket()
server.setblocking(False)
try:
    server.connect((host, int(port)))
    print(server.recv(1024).decode().split("\n")[0])
except ConnectionRefusedError:
    print("refused")
except BlockingIOError:
    print("connect timeout")
