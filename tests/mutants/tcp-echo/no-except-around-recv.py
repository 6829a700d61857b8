"""Lets the error of a client that resets its connection end the whole server."""
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
            data = ready.recv(65536)
            if data:
                try:
                    ready.sendall(data.upper())
                except OSError:
                    pass
            else:
                ready.close()
                sockets.remove(ready)
