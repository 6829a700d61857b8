"""Catches the errors of recv, and lets the error of a send to a client that is gone end the server."""
import os
import select
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen()
    sockets = [server]
    while True:
        for ready in select.select(sockets, [], [])[0]:
            if ready is server:
                sockets.append(server.accept()[0])
                continue
            try:
                data = ready.recv(65536)
            except OSError:
                data = b""
            if data:
                ready.sendall(data.upper())
            else:
                ready.close()
                sockets.remove(ready)
