# What socklab says in English. The same keys, in the same order, stand in zh-CN.ftl.

list-title = Labs
