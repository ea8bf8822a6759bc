// SPDX-License-Identifier: Apache-2.0
//
// Numbers that C and assembly share.
#ifndef CONSTANTS_H
#define CONSTANTS_H

#define MAX_CORES 8
#define STRANGER 8 // the number that cores outside the MPIDR table share
#define STACK_SIZE 4096

#define SLED_SLOTS 64
#define SLED_STRIDE 16

#endif
