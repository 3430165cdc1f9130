// Carries the precompiled header of the engine; see CMakeLists.txt.
