"""What every role may do with a report in every state, as the tests hold it.

"+" is allowed; the other words are refusals, named in test_workflow_table.py. The
first level, the head of a district, is switched on.
"""

TABLE = {
    "draft": """
                  officer    other  head       office     admin      department leader
    edit          +          scope  +          +          +          role       role
    unchanged     +          scope  +          +          +          role       role
    submit        +          scope  +          +          +          role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        nothing    scope  nothing    nothing    nothing    role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "draft, overdue": """
                  officer    other  head       office     admin      department leader
    edit          overdue    scope  overdue    +          +          role       role
    unchanged     overdue    scope  overdue    +          +          role       role
    submit        overdue    scope  overdue    +          +          role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        overdue    scope  overdue    nothing    nothing    role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "draft, quarter never opened": """
                  officer    other  head       office     admin      department leader
    edit          unopened   scope  unopened   unopened   unopened   role       role
    unchanged     unopened   scope  unopened   unopened   unopened   role       role
    submit        unopened   scope  unopened   unopened   unopened   role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        unopened   scope  unopened   unopened   unopened   role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "signing": """
                  officer    other  head       office     admin      department leader
    edit          at-head    scope  at-head    at-head    at-head    role       role
    unchanged     at-head    scope  at-head    at-head    at-head    role       role
    submit        at-head    scope  at-head    at-head    at-head    role       role
    sign          role       role   +          role       role       role       role
    give-back     role       role   +          role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        at-head    scope  at-head    at-head    at-head    role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "submitted": """
                  officer    other  head       office     admin      department leader
    edit          at-office  scope  at-office  at-office  at-office  role       role
    unchanged     at-office  scope  at-office  at-office  at-office  role       role
    submit        at-office  scope  at-office  at-office  at-office  role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       +          +          role       role
    return        role       role   role       +          +          role       role
    return-cells  role       role   role       +          +          role       role
    answer        at-office  scope  at-office  at-office  at-office  role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "submitted, quarter closed": """
                  officer    other  head       office     admin      department leader
    edit          closed     scope  closed     closed     closed     role       role
    unchanged     closed     scope  closed     closed     closed     role       role
    submit        closed     scope  closed     closed     closed     role       role
    sign          role       role   closed     role       role       role       role
    give-back     role       role   closed     role       role       role       role
    approve       role       role   role       closed     closed     role       role
    return        role       role   role       closed     closed     role       role
    return-cells  role       role   role       closed     closed     role       role
    answer        closed     scope  closed     closed     closed     role       role
    reopen        role       role   role       closed     closed     role       role
    close         role       role   role       +          +          role       role
    """,
    "returned": """
                  officer    other  head       office     admin      department leader
    edit          +          scope  +          +          +          role       role
    unchanged     +          scope  +          +          +          role       role
    submit        +          scope  +          +          +          role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        nothing    scope  nothing    nothing    nothing    role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "returned, one cell": """
                  officer    other  head       office     admin      department leader
    edit          cells      scope  cells      cells      cells      role       role
    edit-returned +          scope  +          +          +          role       role
    unchanged     cells      scope  cells      cells      cells      role       role
    submit        unready    scope  unready    unready    unready    role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        +          scope  +          +          +          role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
    "approved": """
                  officer    other  head       office     admin      department leader
    edit          approved   scope  approved   approved   approved   role       role
    unchanged     approved   scope  approved   approved   approved   role       role
    submit        approved   scope  approved   approved   approved   role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        approved   scope  approved   approved   approved   role       role
    reopen        role       role   role       +          +          role       role
    close         role       role   role       +          +          role       role
    """,
    "reopened": """
                  officer    other  head       office     admin      department leader
    edit          +          scope  +          +          +          role       role
    unchanged     +          scope  +          +          +          role       role
    submit        unready    scope  unready    unready    unready    role       role
    sign          role       role   state      role       role       role       role
    give-back     role       role   state      role       role       role       role
    approve       role       role   role       state      state      role       role
    return        role       role   role       state      state      role       role
    return-cells  role       role   role       state      state      role       role
    answer        nothing    scope  nothing    nothing    nothing    role       role
    reopen        role       role   role       state      state      role       role
    close         role       role   role       +          +          role       role
    """,
}
