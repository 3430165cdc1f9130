// The precompiled header that the tests share is built with this file.
