# socklab 的简体中文。键与 en.ftl 相同，顺序也相同。

## help

help = 教程里关于套接字的说法，让这台机器自己来判定
help-heading-usage = 用法：
help-heading-commands = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-possible-values = 　[{ $values }]
help-default = （默认 { $value }）
help-lang = 课文和消息的语言；不指定时由区域设置决定
help-color = 何时使用颜色；遵从 NO_COLOR
help-quiet = 只说不符合预期的，以及总结
help-verbose = 多说一些：在哪里运行，用了多久
help-help = 显示这份帮助
help-version = 显示版本
help-format = 输出的格式
help-lab = 实验的编号或名称，见 `socklab list`
help-no-isolate = 用本机自己的回环接口，不单独开一个网络
help-list = 列出所有实验
help-show = 显示一个实验的课文，数字来自刚刚做的一次运行
help-predict = 先问你会怎样，再运行，再对照
help-run = 用真实的套接字运行实验，并判定其中的论断
help-run-labs = 实验的编号或名称；`all` 表示全部
help-run-scene = 只运行这一个场景
help-run-set = 转动实验的一个旋钮；这样的运行只展示，不判定
help-run-steps = 逐个事件地展示运行过程
help-run-jobs = 同时运行几个实验
help-run-pcap = 把运行中的数据包写进这个文件，供 Wireshark 和 tshark 打开
help-check = 检查你为一道练习写的程序
help-check-exercise = 练习的名字
help-check-port = 你的程序固定使用的端口（如果它不读 SOCKLAB_ADDR）
help-check-seed = 用同样的随机选择再试一次
help-check-check = 只做这一项检查
help-check-command = 启动你的程序的命令，写在 `--` 之后
help-doctor = 说明本机允许什么，缺少的每一样又意味着什么
help-dev = 供编写实验的人使用
help-dev-check = 检查实验和课文
help-dev-stamp = 给每份译文盖上所译英文的戳
help-dev-soak = 在繁忙的线程旁反复运行实验
help-dev-soak-labs = 实验的编号或名称；不写表示全部
help-dev-soak-runs = 每个实验运行多少次
help-dev-soak-load = 旁边开多少个繁忙的线程
help-completions = 打印某种 shell 的补全脚本
help-completions-shell = 哪种 shell
help-man = 打印手册页
help-man-command = 哪个命令的手册页；不写就是程序本身的

## usage errors

usage-more = 请看 `socklab --help`。
usage-nearest = 。最接近的是：{ $names }
usage-unknown-argument = 没有这个选项：{ $argument }
usage-unknown-command = 没有这个命令：{ $name }
usage-missing = 缺少：{ $argument }
usage-missing-command = 缺少命令，可以是：{ $valid }
usage-missing-value = { $argument } 缺少一个值
usage-invalid-value = { $argument }：{ $value } 不在可选值之中：{ $valid }
usage-out-of-range = { $argument }：{ $value } 不是范围内的数
usage-twice = 重复给出：{ $argument }
usage-no-lab = 没有实验“{ $name }”。最接近的是：{ $near }
usage-no-scene = 这些实验里没有场景“{ $name }”。最接近的是：{ $near }
usage-no-knob = 这些实验里没有旋钮“{ $name }”。最接近的是：{ $near }
usage-no-knobs = 没有旋钮“{ $name }”：这些实验都没有旋钮
usage-knob-range = 旋钮 { $name }：“{ $value }”不在 { $range } 之内
usage-no-page = 没有命令“{ $name }”的手册页。最接近的是：{ $near }
usage-not-a-setting = “{ $text }”不是 旋钮=值 的形式

## list

list-exercises = 〔练习：{ $slugs }〕
list-part-sockets = 套接字与名字
list-part-udp = UDP
list-part-tcp = TCP 连接
list-part-stream = 字节流
list-part-messages = 字节流上的消息
list-part-neighbours = 邻居们

## overview

overview-next = 下一步：`socklab predict { $lab }` 先问你会怎样；`socklab run { $lab }` 直接运行；`socklab show { $lab }` 讲给你听。想自己动手写程序：`socklab init DIR`。

## run

run-nothing-captured = 什么也没有抓到：{ $because }。{ $remedy }

## predict

predict-ask = 你的回答（输入编号）：
predict-no-answer = 没有回答；可选的是 { $offered }
predict-no-choice = “{ $text }”不在可选的 { $offered } 之中
predict-you-said = 你说：{ $said }
predict-it-did = 实际：{ $seen }
predict-decided = 由 #{ $number } 判定
predict-right = 说对了。
predict-no-choice-right = 在这里，没有一个选项是对的。
predict-nothing-seen = 在这台主机上，这次运行看不到结果。

## doctor

doctor-yes = 有
doctor-no = 无
doctor-because = 原因：{ $reason }
doctor-cost = 缺了它就看不到：{ $scenes }
doctor-cost-nothing = 没有实验需要它
doctor-cost-isolation = 实验只能逐个在本机的回环接口上运行，旁边还有别的程序
doctor-isolation = 每次运行自己的网络，里面没有别的东西
doctor-wire = 查看回环接口上数据包的权利
doctor-ipv6 = 回环地址 ::1
doctor-tcp-info = 内核为每条连接记的数
doctor-tcp-table = 连接表，包括 TIME_WAIT
doctor-cork = TCP_CORK 和 TCP_QUICKACK
doctor-reuse-port = SO_REUSEPORT
doctor-true-length = 能说出数据报完整长度的 recv

## dev

dev-check-summary = { $labs } 个实验，{ $problems ->
    [0] 没有问题
   *[other] { $problems } 个问题
}
stamp-no-labs = 读取当前文件夹下的 labs：{ $error }
stamp-summary = { $texts } 份译文，其中 { $changed } 份重新盖戳
soak-progress = 第 { $round } 轮，共 { $runs } 轮
soak-other = { $claim }：{ $verdict }，{ $times } 次；最后一次：{ $last }

## 一次运行的图和步骤

render-client = 客户端程序
render-server = 服务器程序
render-send-queue = 发送队列
render-wire = 线路
render-receive-queue = 接收队列
render-segments = { $count } 段
render-blocked = 阻塞在这里
render-concurrent = 有多个线程在运行：只有同一个角色内部的先后是确定的
render-rows-left-out = .. 这里省略了 { $count } 行，完整过程见逐步记录
render-packets-left-out = .. 另有 { $count } 个
render-dropped = 另有 { $count } 个事件超出了记录的容量
render-lost = 另有 { $count } 个数据包没有抓到
render-wait-queued = 等到有 { $bytes } 字节可读
render-wait-readable = 等到可读
render-wait-writable = 等到可写
render-wait-acknowledged = 等到全部得到确认
render-wait-state = 等到 { $state }
render-wait-packets = 等线路上出现：{ $what }
render-queues = 队列：{ $receive } 字节待读，{ $send } 字节未确认
render-segments-out = 至此发出了 { $count } 个带数据的段
render-state = 状态 { $state }

## 运行报告

render-isolated = 在独立的网络命名空间里运行
render-host = 在本机的回环接口上运行
render-host-refused = 在本机的回环接口上运行：系统不允许新建网络命名空间（{ $because }）
render-turned = 不作判定：改了设置（{ $settings }）
render-failed = 这个场景中途出错：{ $because }
render-deadline = 这个场景 { $seconds } 秒后还没有结束，已中止
render-not-started = 没有运行：本机缺少{ $what }
render-missing = { $what }（{ $because }）
render-get-wire = 要获得它：用 root 运行，或授予 CAP_NET_RAW，或允许用户命名空间
render-holds = 成立
render-broken = 不成立
render-unobservable = 无法观察
render-unrecorded = 尚无记录
render-not-judged = 不判定
render-as-expected = 观察到：{ $value }，与预期相符
render-expected = 预期：{ $value }
render-expected-here = 预期：{ $value } [{ $evidence }]
render-observed = 观察到：{ $value }
render-observed-nothing = 什么也没有观察到
render-nothing-known = { $system } 上还没有记录
render-needs = 需要{ $what }
render-decided-by = [由 #{ $number } 判定]
render-measured = 实测
render-cited = 引自：{ $source }
render-unknown = 未知
render-yes = 是
render-no = 否
render-ok = 成功
render-or = 或
render-at-least = 至少 { $number }
render-at-most = 至多 { $number }
render-between = { $low } 到 { $high }
render-capability-isolation = 网络命名空间
render-capability-wire = 抓包权限
render-capability-ipv6 = IPv6 回环地址
render-capability-tcp-info = TCP_INFO
render-capability-tcp-table = TCP 连接表
render-capability-cork = TCP_CORK 和 TCP_QUICKACK
render-capability-reuse-port = SO_REUSEPORT
render-capability-true-length = 作为 recv 标志的 MSG_TRUNC
render-summary-holds = { $count } 条成立
render-summary-broken = { $count } 条不成立
render-summary-unobservable = { $count } 条无法观察
render-summary-unrecorded = { $count } 条尚无记录
render-summary-not-judged = { $count } 条未判定

## the report on a student's program

check-expected = 应为
check-actual = 实际
check-differs = 从第 { $at } 个字节开始不同
check-chunks = 这些字节是分块发送的：{ $sizes }。
check-said = 程序的标准错误输出：
check-peer-did = 对方做了什么、看到了什么：
check-see-lab = 原因看第 { $lab } 课：socklab run { $lab }
check-skipped = 没有试：先要通过 { $check }
check-unjudged = 无法判定，不是程序的错：{ $because }
check-summary = { $all } 项检查通过了 { $passed } 项，得 { $points } 分，满分 { $max } 分
check-summary-unjudged = { $count } 项无法判定
check-again = 卡住了？运行 socklab hint { $slug }。想原样再试一次：--seed { $seed }
check-exit-code = 退出码 { $code }
check-exit-signal = 被信号 { $signal } 杀死
check-exit-success = 退出码 0
check-exit-failure = 退出码不是 0
check-ms = { $ms } 毫秒
check-at-most-ms = 最多 { $ms } 毫秒
check-mib = { $mib } MiB
check-below-mib = 少于 { $mib } MiB
check-build-failed = 程序没有编译成功，所以没有检查：
finding-cannot-start = 程序无法启动：{ $because }
finding-exited-early = 程序还没开始监听就结束了（{ $how }）。
finding-not-listening = 程序在运行，但没有人监听这个地址。
finding-wrong-port = 程序监听的是别的端口。地址在环境变量 SOCKLAB_ADDR 里；端口写死的程序请用 --port。
finding-wrong-address = 端口对了，但程序监听的是另一个地址，对方不会去那里找。
finding-wrong-protocol = 程序用 { $actual } 打开了这个端口，而这道练习要的是 { $wanted }。
finding-exited = 程序还有事要做，却已经结束了（{ $how }）。
finding-wrong-exit = 程序结束的方式不对。
finding-still-running = 程序早该结束了，过了 { $ms } 毫秒还在运行。
finding-not-connected = 程序始终没有连接这个地址。
finding-refused = { $address } 已经没有人监听了：连接被拒绝。
finding-closed-early = 程序关闭连接太早了，还差 { $missing } 个字节。
finding-reset = 程序中断了连接（复位）。
finding-short = 对方还在等 { $missing } 个字节，程序却没有再做任何事。
finding-wrong-bytes = 程序发来的字节不对。
finding-too-much = 程序多发了 { $more } 个字节。
finding-not-closed = 程序没有关闭连接：对方还在等结尾。
finding-not-reading = 程序不去读发给它的数据：{ $of } 个字节里只读走了 { $taken } 个。
finding-no-answer = 没有收到回复的数据报。
finding-wrong-receiver = 回答发给了另一个客户端。
finding-wrong-source = 数据报不是从该来的地址来的。
finding-missing-output = 标准输出还差 { $missing } 个字节。是不是忘了刷新（flush）？
finding-wrong-output = 程序写到标准输出的内容不对。
finding-extra-output = 程序往标准输出多写了内容。
finding-silent = 程序一声不响就结束了。请在标准错误里说明出了什么问题。
finding-late = 程序太慢了。
finding-busy = 程序没有事做却一直在忙：{ $wall } 毫秒里占用了 { $cpu } 毫秒的处理器时间。
finding-too-much-memory = 程序占用的内存太多了。
finding-stray-file = 有一个不该存在的文件：{ $name }
render-skipped = .. 前面还有 { $count } 个事件
usage-no-exercise = 没有练习 "{ $name }"。相近的有：{ $near }
usage-no-check = { $slug } 里没有检查 "{ $name }"。相近的有：{ $near }

## a student's workspace

help-init = 新建一个工作区：一个文件夹，每个练习都有一个要写的程序
help-init-dir = 文件夹；必须还不存在，或者是空的
help-watch = 每次保存后自动检查
help-watch-exercise = 练习的名字；不写就检查刚保存了源文件的那个练习
help-watch-poll = 反复查看文件；用于系统不通知文件变化的地方
help-hint = 给没通过的检查显示下一条提示
help-hint-exercise = 练习的名字
help-hint-check = 哪一项检查；不写就是上次没通过的第一项
help-solution = 你的程序通过之后，显示一份参考答案
help-solution-exercise = 练习的名字
help-solution-language = 答案用哪种语言写
help-solution-anyway = 还没通过也要看
help-reset = 把一个练习从头再来；你写的文件会另存在旁边
help-reset-exercise = 练习的名字
init-done = 已建好 { $folder }，里面有 { $count } 个练习，每个都有一个要写的程序。
init-next = 下一步：先 `cd { $folder }`，再运行 `socklab watch`。里面的 README.md 有更多说明。
init-not-empty = { $folder } 不是空文件夹，里面已有 { $holds }。什么也没有写入
init-not-a-folder = { $folder } 不是文件夹。什么也没有写入
init-nothing-written = { $why }。什么也没有写入
init-half-written = { $why }。在此之前写好的有：{ $written }
workspace-none = 这个文件夹和它的上层都没有 socklab.toml。用 `socklab init DIR` 可以新建一个工作区
workspace-no-entry = { $path } 里没有 [exercise.{ $slug }] 这一段
workspace-read = 读取 { $path }：{ $error }
workspace-write = 写入 { $path }：{ $error }
workspace-rename = 给损坏的 { $path } 改名：{ $error }
manifest-not-toml = 不符合 TOML 语法：{ $words }
manifest-no-key = 没有这个键：{ $key }。最接近的是：{ $near }
manifest-no-table = { $key } 必须是一个表，例如 [exercise.tcp-echo]
manifest-no-run = 练习 { $slug } 缺少键 run，例如 run = ["python3", "server.py"]
manifest-no-command = { $key } 必须是字符串列表，例如 ["python3", "server.py"]
manifest-no-program = { $key } 没有写程序名
manifest-no-port = { $value } 不是端口号：端口号是 1 到 65535 的整数
progress-no-folder = 查找存放数据的文件夹：{ $error }
progress-newer = { $path } 是更新版本的 socklab 写的（格式 { $version }）。它保持原样，这次也不会记下新的进度
progress-lost = 没能记下你的进度：{ $why }
progress-set-aside = 记录进度的文件损坏了，已改名为 { $path }，现在重新开始记录
check-no-program = 没有要检查的程序。请在 `--` 之后写上启动它的命令，例如 `socklab check { $slug } -- python3 server.py`，或者新建一个工作区：`socklab init DIR`
build-running = 正在构建 { $slug } ..
build-cancelled = 已取消
build-not-started = 启动 { $program }：{ $error }
build-deadline = { $seconds } 秒后还没有结束，已中止
build-output-cut = .. 前面还有
watch-watching = 正在留意 { $folder }：每次保存都会检查。
watch-polls = 每秒查看几次文件。
watch-polls-refused = 系统不通知文件的变化（{ $because }），改为每秒查看几次文件。
watch-keys = [c] 取消　[r] 再查一次　[q] 退出
watch-keys-lines = 输入字母再按回车：c 取消，r 再查一次，q 退出
watch-nothing-left = 这里的练习全都通过了。保存其中一个，就会再检查它。
watch-cancelled = { $slug }：已取消，没有检查
watch-no-entry = socklab.toml 里不再有 [exercise.{ $slug }] 这一段
watch-trouble = 检查没能进行：{ $error }
watch-deaf = 有些保存可能察觉不到：{ $because }。`socklab watch --poll` 不靠系统通知
hint-step = 提示 { $step }，共 { $all } 条
hint-more = 再运行一次同样的命令，显示下一条提示。
hint-end = 提示到此为止。`socklab solution { $slug } --anyway` 显示完整的程序。
hint-all-passed = { $slug } 的检查上次全部通过了。要看某一项的提示，请写上它的名字。
solution-not-yet = { $slug } 还没有通过，自己想出来收获更大。要提示：`socklab hint { $slug }`。实在要看答案：`socklab solution { $slug } --anyway`
solution-no-python = { $slug } 没有 Python 答案。有 Python 答案的是：{ $others }
reset-written = 已写好 { $path }。
reset-untouched = { $path } 和一开始一样，没有动它。
reset-kept = 已重新写好 { $path }。你原来写的在 { $backup }。
reset-not-rust = { $folder } 里没有 Cargo.toml，而起始程序是用 Rust 写的

## sandbox

sandbox-what = 给全班评分时，学生的程序只看得到自己那份副本和系统的程序，看不到本机的其他东西
sandbox-landlock = 文件外面还有第二道墙：landlock，第 { $version } 版
sandbox-no-landlock = 文件外面没有第二道墙：这个内核没有 landlock，或者没有启用
sandbox-cost = 没有它，`socklab grade` 就只能用你的全部权限运行学生的程序；加上 `--require-sandbox` 则会拒绝运行
sandbox-step-ask = 询问本机允许什么
sandbox-step-worker = 给一份作业单独的命名空间和文件系统
sandbox-step-judge = 在其中给一项检查单独的命名空间
sandbox-step-program = 在沙箱里启动程序
