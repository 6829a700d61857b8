"""Closes as soon as the client has ended its half, with answers of its own still unsent."""
import os
import select
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen()
    answers = {}
    while True:
        waiting = [client for client, answer in answers.items() if answer]
        readable, writable, _ = select.select([server, *answers], waiting, [])
        for ready in readable:
            if ready is server:
                answers[server.accept()[0]] = b""
                continue
            try:
                data = ready.recv(65536)
            except OSError:
                data = b""
            if data:
                answers[ready] += data.upper()
            else:
                del answers[ready]
                ready.close()
        for ready in writable:
            if ready in answers:
                try:
                    sent = ready.send(answers[ready][:4096])
                    answers[ready] = answers[ready][sent:]
                except OSError:
                    del answers[ready]
                    ready.close()
