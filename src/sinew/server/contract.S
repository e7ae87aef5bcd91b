    .section .rodata
    .global sinew_contract
    .global sinew_contract_end
    .balign 16
sinew_contract:
    .incbin SINEW_CONTRACT
sinew_contract_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
