using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Psa.EntityFrameworkCore.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "psa_adjustment",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    differences = table.Column<string>(type: "TEXT", nullable: false),
                    documents = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    rounded = table.Column<string>(type: "TEXT", nullable: false),
                    rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    unpriced = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_adjustment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_billing_entity",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    bank_account = table.Column<string>(type: "TEXT", nullable: false),
                    bank_identifier = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    code_fold = table.Column<string>(type: "TEXT", nullable: true),
                    credit_note_footer = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    electronic_address = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    invoice_footer = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    legal_name = table.Column<string>(type: "TEXT", nullable: false),
                    minimum_invoice_currency = table.Column<string>(type: "TEXT", nullable: true),
                    minimum_invoice_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    payable_steps = table.Column<string>(type: "TEXT", nullable: false),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    price_mode = table.Column<int>(type: "INTEGER", nullable: false),
                    registration_number = table.Column<string>(type: "TEXT", nullable: false),
                    rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    tax_point = table.Column<int>(type: "INTEGER", nullable: false),
                    tax_rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    vat_number = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_billing_entity", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_billing_run",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    allow_far_dates = table.Column<bool>(type: "INTEGER", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    calculations = table.Column<int>(type: "INTEGER", nullable: false),
                    counts = table.Column<string>(type: "TEXT", nullable: false),
                    customers = table.Column<long>(type: "INTEGER", nullable: false),
                    holds = table.Column<string>(type: "TEXT", nullable: false),
                    invoice_date = table.Column<string>(type: "TEXT", nullable: false),
                    is_redrafting = table.Column<bool>(type: "INTEGER", nullable: false),
                    issued_documents = table.Column<long>(type: "INTEGER", nullable: false),
                    partitions = table.Column<int>(type: "INTEGER", nullable: false),
                    payers = table.Column<string>(type: "TEXT", nullable: false),
                    planned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    planned_by = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    through = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_billing_run", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_block_balance",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<byte[]>(type: "BLOB", nullable: false),
                    period_start = table.Column<string>(type: "TEXT", nullable: false),
                    reached = table.Column<string>(type: "TEXT", nullable: false),
                    uses = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_block_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_commit_guard",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_commit_guard", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_considered_line",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    adjustments = table.Column<string>(type: "TEXT", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    into = table.Column<string>(type: "TEXT", nullable: true),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    pane = table.Column<int>(type: "INTEGER", nullable: false),
                    rate = table.Column<string>(type: "TEXT", nullable: true),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_considered_line", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_contract",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cycles = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<int>(type: "INTEGER", nullable: true),
                    effective_from = table.Column<string>(type: "TEXT", nullable: false),
                    escalations = table.Column<string>(type: "TEXT", nullable: false),
                    last_day = table.Column<string>(type: "TEXT", nullable: true),
                    line_grouping = table.Column<int>(type: "INTEGER", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    payment_method = table.Column<int>(type: "INTEGER", nullable: true),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: true),
                    price_lists = table.Column<string>(type: "TEXT", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", nullable: true),
                    renewal = table.Column<string>(type: "TEXT", nullable: true),
                    separate_invoice = table.Column<bool>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    suspensions = table.Column<string>(type: "TEXT", nullable: false),
                    template = table.Column<byte[]>(type: "BLOB", nullable: true),
                    termination = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_contract", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_contract_part",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bill_from = table.Column<string>(type: "TEXT", nullable: true),
                    block = table.Column<string>(type: "TEXT", nullable: true),
                    contract = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    effective_from = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    last_day = table.Column<string>(type: "TEXT", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    price_behaviour = table.Column<int>(type: "INTEGER", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: true),
                    quantity_source = table.Column<string>(type: "TEXT", nullable: false),
                    show_details = table.Column<bool>(type: "INTEGER", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    terms = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    trial_last_day = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_contract_part", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_contract_template",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    cycles = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<int>(type: "INTEGER", nullable: true),
                    end = table.Column<string>(type: "TEXT", nullable: true),
                    escalations = table.Column<string>(type: "TEXT", nullable: false),
                    line_grouping = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    parts = table.Column<string>(type: "TEXT", nullable: false),
                    payment_method = table.Column<int>(type: "INTEGER", nullable: true),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: true),
                    price_lists = table.Column<string>(type: "TEXT", nullable: false),
                    renewal = table.Column<string>(type: "TEXT", nullable: true),
                    separate_invoice = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_contract_template", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_customer",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_information = table.Column<string>(type: "TEXT", nullable: true),
                    consolidate_billing = table.Column<bool>(type: "INTEGER", nullable: false),
                    contacts = table.Column<string>(type: "TEXT", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: true),
                    external_id_fold = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    parent = table.Column<byte[]>(type: "BLOB", nullable: true),
                    payer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    price_lists = table.Column<string>(type: "TEXT", nullable: false),
                    profile_managed_by_customer = table.Column<bool>(type: "INTEGER", nullable: false),
                    trial_last_day = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_customer", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_customer_credit",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    balance_currency = table.Column<string>(type: "TEXT", nullable: false),
                    balance_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order = table.Column<byte[]>(type: "BLOB", nullable: true),
                    payer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_customer_credit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_deposit",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_currency = table.Column<string>(type: "TEXT", nullable: true),
                    amount_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    deduction = table.Column<int>(type: "INTEGER", nullable: false),
                    is_agreed = table.Column<bool>(type: "INTEGER", nullable: false),
                    item = table.Column<byte[]>(type: "BLOB", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    order = table.Column<byte[]>(type: "BLOB", nullable: false),
                    percent = table.Column<string>(type: "TEXT", nullable: true),
                    served_customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_deposit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_device",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    delivery = table.Column<long>(type: "INTEGER", nullable: false),
                    installed_on = table.Column<string>(type: "TEXT", nullable: false),
                    parts = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    removed_on = table.Column<string>(type: "TEXT", nullable: true),
                    replaces = table.Column<byte[]>(type: "BLOB", nullable: true),
                    serial = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_device", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_device_entry",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", nullable: false),
                    ignored = table.Column<string>(type: "TEXT", nullable: false),
                    left_version = table.Column<long>(type: "INTEGER", nullable: false),
                    refusal = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_device_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_event",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record_kind = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    whole_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_event", x => new { x.tenant, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "psa_event_counter",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_event_counter", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "psa_goods_return",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    credits = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fate = table.Column<int>(type: "INTEGER", nullable: true),
                    goods = table.Column<string>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: true),
                    is_settled = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    location = table.Column<byte[]>(type: "BLOB", nullable: true),
                    most_credited_currency = table.Column<string>(type: "TEXT", nullable: true),
                    most_credited_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    replacement = table.Column<byte[]>(type: "BLOB", nullable: true),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    vendor = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_goods_return", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_invoice",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_reference = table.Column<string>(type: "TEXT", nullable: true),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    corrects = table.Column<string>(type: "TEXT", nullable: false),
                    credit = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_number = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<int>(type: "INTEGER", nullable: false),
                    discounts = table.Column<string>(type: "TEXT", nullable: false),
                    due_date = table.Column<string>(type: "TEXT", nullable: false),
                    footer = table.Column<string>(type: "TEXT", nullable: true),
                    grouping_key = table.Column<string>(type: "TEXT", nullable: false),
                    hold = table.Column<string>(type: "TEXT", nullable: true),
                    introduction = table.Column<string>(type: "TEXT", nullable: true),
                    issue_date = table.Column<string>(type: "TEXT", nullable: false),
                    issued_at = table.Column<long>(type: "INTEGER", nullable: true),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    payment_method = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: false),
                    price_behaviour = table.Column<int>(type: "INTEGER", nullable: false),
                    price_list = table.Column<byte[]>(type: "BLOB", nullable: true),
                    price_mode = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", nullable: true),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seller = table.Column<string>(type: "TEXT", nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    subtotals = table.Column<string>(type: "TEXT", nullable: false),
                    tax_rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_invoice", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_invoice_balance",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    credit_notes = table.Column<string>(type: "TEXT", nullable: false),
                    credited_currency = table.Column<string>(type: "TEXT", nullable: false),
                    credited_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    drafted_currency = table.Column<string>(type: "TEXT", nullable: false),
                    drafted_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    invoice = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    paid_currency = table.Column<string>(type: "TEXT", nullable: false),
                    paid_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_currency = table.Column<string>(type: "TEXT", nullable: false),
                    settled_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    total_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_invoice_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_invoice_flags",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    first_exported = table.Column<string>(type: "TEXT", nullable: true),
                    invoice = table.Column<byte[]>(type: "BLOB", nullable: false),
                    last_exported = table.Column<string>(type: "TEXT", nullable: true),
                    payment_link = table.Column<string>(type: "TEXT", nullable: true),
                    sent = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_invoice_flags", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_notification_settings",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    off = table.Column<string>(type: "TEXT", nullable: false),
                    reminded_on = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_notification_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_number_series",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    confirmed_by = table.Column<string>(type: "TEXT", nullable: true),
                    given = table.Column<string>(type: "TEXT", nullable: false),
                    last_issued_on = table.Column<string>(type: "TEXT", nullable: true),
                    next_number = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    pattern = table.Column<string>(type: "TEXT", nullable: false),
                    period = table.Column<string>(type: "TEXT", nullable: true),
                    purpose = table.Column<int>(type: "INTEGER", nullable: false),
                    reset = table.Column<int>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    retired_by = table.Column<string>(type: "TEXT", nullable: true),
                    retirement_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_number_series", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_opportunity",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    close_reason = table.Column<string>(type: "TEXT", nullable: true),
                    closed_on = table.Column<string>(type: "TEXT", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    estimated_value_currency = table.Column<string>(type: "TEXT", nullable: true),
                    estimated_value_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    expected_on = table.Column<string>(type: "TEXT", nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_opportunity", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_order",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_reference = table.Column<string>(type: "TEXT", nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    contract = table.Column<byte[]>(type: "BLOB", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_number = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<int>(type: "INTEGER", nullable: false),
                    discounts = table.Column<string>(type: "TEXT", nullable: false),
                    footer = table.Column<string>(type: "TEXT", nullable: true),
                    freight = table.Column<int>(type: "INTEGER", nullable: false),
                    fulfilment_progress = table.Column<int>(type: "INTEGER", nullable: true),
                    fulfilments = table.Column<string>(type: "TEXT", nullable: false),
                    introduction = table.Column<string>(type: "TEXT", nullable: true),
                    invoicing = table.Column<int>(type: "INTEGER", nullable: false),
                    invoicing_progress = table.Column<int>(type: "INTEGER", nullable: true),
                    issue_date = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    opportunity = table.Column<byte[]>(type: "BLOB", nullable: true),
                    payment_method = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: false),
                    price_behaviour = table.Column<int>(type: "INTEGER", nullable: false),
                    price_list = table.Column<byte[]>(type: "BLOB", nullable: true),
                    price_mode = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", nullable: true),
                    quantities = table.Column<string>(type: "TEXT", nullable: false),
                    quote = table.Column<byte[]>(type: "BLOB", nullable: true),
                    quote_lines = table.Column<string>(type: "TEXT", nullable: false),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    seller = table.Column<string>(type: "TEXT", nullable: false),
                    served_customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    submitted_on = table.Column<string>(type: "TEXT", nullable: true),
                    tax_rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_order", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_part_ledger",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dirty_from = table.Column<string>(type: "TEXT", nullable: true),
                    part = table.Column<byte[]>(type: "BLOB", nullable: false),
                    service_code = table.Column<string>(type: "TEXT", nullable: true),
                    through = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_part_ledger", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_payer_credit",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hold = table.Column<string>(type: "TEXT", nullable: true),
                    limits = table.Column<string>(type: "TEXT", nullable: false),
                    payer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    told_exceeded = table.Column<string>(type: "TEXT", nullable: false),
                    told_held = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_payer_credit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_payment_entry",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_currency = table.Column<string>(type: "TEXT", nullable: false),
                    amount_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    asked = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    credit_note = table.Column<byte[]>(type: "BLOB", nullable: true),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    invoice = table.Column<byte[]>(type: "BLOB", nullable: true),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    method = table.Column<int>(type: "INTEGER", nullable: true),
                    of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    order = table.Column<byte[]>(type: "BLOB", nullable: true),
                    payer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    value_date = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_payment_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_price_list",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    falls_back_to_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    items = table.Column<string>(type: "TEXT", nullable: false),
                    last_day = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    price_mode = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_price_list", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_product",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    block_multiplier = table.Column<string>(type: "TEXT", nullable: true),
                    contents = table.Column<string>(type: "TEXT", nullable: false),
                    current_costs = table.Column<string>(type: "TEXT", nullable: false),
                    hides_component_quantities = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    list_prices = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    revenue_account = table.Column<string>(type: "TEXT", nullable: true),
                    service_code = table.Column<string>(type: "TEXT", nullable: true),
                    service_code_fold = table.Column<string>(type: "TEXT", nullable: true),
                    standard_costs = table.Column<string>(type: "TEXT", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    unit_group = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_project",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    billing = table.Column<string>(type: "TEXT", nullable: true),
                    contact = table.Column<byte[]>(type: "BLOB", nullable: true),
                    contract = table.Column<byte[]>(type: "BLOB", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    opened_on = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_project", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_purchase_order",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    vendor = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_purchase_order", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_purchased_product",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    vendors = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_purchased_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_quote",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    acceptance = table.Column<string>(type: "TEXT", nullable: true),
                    activated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    author_name = table.Column<string>(type: "TEXT", nullable: false),
                    authors = table.Column<string>(type: "TEXT", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer = table.Column<string>(type: "TEXT", nullable: false),
                    buyer_reference = table.Column<string>(type: "TEXT", nullable: true),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    choice = table.Column<string>(type: "TEXT", nullable: true),
                    close_reason = table.Column<string>(type: "TEXT", nullable: true),
                    closed_on = table.Column<string>(type: "TEXT", nullable: true),
                    contract = table.Column<byte[]>(type: "BLOB", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_number = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<int>(type: "INTEGER", nullable: false),
                    discounts = table.Column<string>(type: "TEXT", nullable: false),
                    effective_from = table.Column<string>(type: "TEXT", nullable: true),
                    footer = table.Column<string>(type: "TEXT", nullable: true),
                    introduction = table.Column<string>(type: "TEXT", nullable: true),
                    issue_date = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    last_day = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    opportunity = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ordered = table.Column<string>(type: "TEXT", nullable: false),
                    payment_method = table.Column<int>(type: "INTEGER", nullable: false),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: false),
                    price_behaviour = table.Column<int>(type: "INTEGER", nullable: false),
                    price_list = table.Column<byte[]>(type: "BLOB", nullable: true),
                    price_mode = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_order_number = table.Column<string>(type: "TEXT", nullable: true),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    recurring = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    revisions = table.Column<int>(type: "INTEGER", nullable: false),
                    rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    seller = table.Column<string>(type: "TEXT", nullable: false),
                    sendings = table.Column<string>(type: "TEXT", nullable: false),
                    served_customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ship_to = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    tax_rounding = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_quote", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_quote_template",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    discounts = table.Column<string>(type: "TEXT", nullable: false),
                    introduction = table.Column<string>(type: "TEXT", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_quote_template", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_repricing_run",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    by_name = table.Column<string>(type: "TEXT", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    checkpoint = table.Column<byte[]>(type: "BLOB", nullable: true),
                    documents = table.Column<long>(type: "INTEGER", nullable: false),
                    fault_count = table.Column<long>(type: "INTEGER", nullable: false),
                    faults = table.Column<string>(type: "TEXT", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lines = table.Column<long>(type: "INTEGER", nullable: false),
                    looked = table.Column<long>(type: "INTEGER", nullable: false),
                    payers = table.Column<string>(type: "TEXT", nullable: false),
                    price_list = table.Column<byte[]>(type: "BLOB", nullable: true),
                    products = table.Column<string>(type: "TEXT", nullable: false),
                    record = table.Column<byte[]>(type: "BLOB", nullable: true),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    totals = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_repricing_run", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_run_obstacle",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_number = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    run = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    waiting = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_run_obstacle", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_run_partition",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    after = table.Column<byte[]>(type: "BLOB", nullable: true),
                    checkpoint = table.Column<byte[]>(type: "BLOB", nullable: true),
                    counts = table.Column<string>(type: "TEXT", nullable: false),
                    done = table.Column<bool>(type: "INTEGER", nullable: false),
                    index = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_from = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    run = table.Column<byte[]>(type: "BLOB", nullable: false),
                    through = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    worker = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_run_partition", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_sales_item",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: true),
                    billed_before_currency = table.Column<string>(type: "TEXT", nullable: true),
                    billed_before_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    billing_date = table.Column<string>(type: "TEXT", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    charge = table.Column<int>(type: "INTEGER", nullable: false),
                    charged_again_currency = table.Column<string>(type: "TEXT", nullable: true),
                    charged_again_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    computed_currency = table.Column<string>(type: "TEXT", nullable: false),
                    computed_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    contract = table.Column<byte[]>(type: "BLOB", nullable: true),
                    corrects = table.Column<string>(type: "TEXT", nullable: false),
                    credited_currency = table.Column<string>(type: "TEXT", nullable: true),
                    credited_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    given_back_currency = table.Column<string>(type: "TEXT", nullable: true),
                    given_back_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    invoice = table.Column<byte[]>(type: "BLOB", nullable: true),
                    keeps_payer = table.Column<bool>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    net_currency = table.Column<string>(type: "TEXT", nullable: false),
                    net_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    @override = table.Column<string>(name: "override", type: "TEXT", nullable: true),
                    payer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    period = table.Column<string>(type: "TEXT", nullable: true),
                    period_start = table.Column<string>(type: "TEXT", nullable: true),
                    previous_basis = table.Column<string>(type: "TEXT", nullable: true),
                    released = table.Column<bool>(type: "INTEGER", nullable: false),
                    returned = table.Column<string>(type: "TEXT", nullable: false),
                    run = table.Column<byte[]>(type: "BLOB", nullable: true),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_line = table.Column<int>(type: "INTEGER", nullable: true),
                    source_quantity = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: true),
                    total_before_discount_currency = table.Column<string>(type: "TEXT", nullable: false),
                    total_before_discount_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    work = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_sales_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_saved_filter",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    descending = table.Column<bool>(type: "INTEGER", nullable: false),
                    filter = table.Column<string>(type: "TEXT", nullable: true),
                    is_shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    list = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    search = table.Column<string>(type: "TEXT", nullable: true),
                    sort_by = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_saved_filter", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_service_document",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    pane = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_service_document", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_shipment",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    sources = table.Column<string>(type: "TEXT", nullable: false),
                    tracking_number = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_shipment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_balance",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    layers = table.Column<string>(type: "TEXT", nullable: false),
                    location = table.Column<byte[]>(type: "BLOB", nullable: true),
                    on_hand = table.Column<string>(type: "TEXT", nullable: false),
                    picked = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reserved = table.Column<string>(type: "TEXT", nullable: false),
                    transfer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    value_currency = table.Column<string>(type: "TEXT", nullable: true),
                    value_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_charge",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_on = table.Column<string>(type: "TEXT", nullable: false),
                    billing_entity = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    location = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    returned = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_charge", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_demand",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    allocations = table.Column<string>(type: "TEXT", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    assignments = table.Column<string>(type: "TEXT", nullable: false),
                    deliveries = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<byte[]>(type: "BLOB", nullable: false),
                    earlier_approval = table.Column<string>(type: "TEXT", nullable: true),
                    hold_note = table.Column<string>(type: "TEXT", nullable: true),
                    is_canceled = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: true),
                    needed = table.Column<string>(type: "TEXT", nullable: false),
                    needs_no_procurement = table.Column<bool>(type: "INTEGER", nullable: false),
                    picks = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_demand", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_item",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    bin = table.Column<string>(type: "TEXT", nullable: true),
                    location = table.Column<byte[]>(type: "BLOB", nullable: false),
                    maximum = table.Column<string>(type: "TEXT", nullable: false),
                    minimum = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_location",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_location", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_move",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    difference_currency = table.Column<string>(type: "TEXT", nullable: false),
                    difference_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<byte[]>(type: "BLOB", nullable: true),
                    given_currency = table.Column<string>(type: "TEXT", nullable: true),
                    given_minor_units = table.Column<long>(type: "INTEGER", nullable: true),
                    is_picked = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    layers = table.Column<string>(type: "TEXT", nullable: false),
                    method = table.Column<string>(type: "TEXT", nullable: false),
                    origin = table.Column<long>(type: "INTEGER", nullable: true),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<string>(type: "TEXT", nullable: false),
                    rate = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    serials = table.Column<string>(type: "TEXT", nullable: false),
                    standard = table.Column<string>(type: "TEXT", nullable: true),
                    tells_cost = table.Column<bool>(type: "INTEGER", nullable: true),
                    to = table.Column<byte[]>(type: "BLOB", nullable: true),
                    transfer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    user = table.Column<string>(type: "TEXT", nullable: false),
                    value_currency = table.Column<string>(type: "TEXT", nullable: false),
                    value_minor_units = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_move", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_reservation",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    expires_on = table.Column<string>(type: "TEXT", nullable: false),
                    is_over = table.Column<bool>(type: "INTEGER", nullable: true),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    location = table.Column<byte[]>(type: "BLOB", nullable: false),
                    made = table.Column<string>(type: "TEXT", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<string>(type: "TEXT", nullable: false),
                    quote = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_reservation", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_serial",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_picked = table.Column<bool>(type: "INTEGER", nullable: false),
                    location = table.Column<byte[]>(type: "BLOB", nullable: true),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    serial = table.Column<string>(type: "TEXT", nullable: false),
                    serial_fold = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    transfer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_serial", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_settings",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    approvals = table.Column<string>(type: "TEXT", nullable: false),
                    assigns_by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    is_in_use = table.Column<bool>(type: "INTEGER", nullable: false),
                    needs_invoice_number = table.Column<bool>(type: "INTEGER", nullable: false),
                    over_receipt = table.Column<string>(type: "TEXT", nullable: false),
                    over_receipt_quantity = table.Column<string>(type: "TEXT", nullable: true),
                    reservation_days = table.Column<int>(type: "INTEGER", nullable: false),
                    return_credit = table.Column<int>(type: "INTEGER", nullable: false),
                    scope = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stock_transfer",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    arrived = table.Column<string>(type: "TEXT", nullable: false),
                    @for = table.Column<string>(name: "for", type: "TEXT", nullable: true),
                    from = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_under_way = table.Column<bool>(type: "INTEGER", nullable: true),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<byte[]>(type: "BLOB", nullable: false),
                    transit = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stock_transfer", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_stocked_product",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    default_location = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_serialized = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_move = table.Column<long>(type: "INTEGER", nullable: false),
                    ledger = table.Column<string>(type: "TEXT", nullable: true),
                    makes_devices = table.Column<bool>(type: "INTEGER", nullable: false),
                    method = table.Column<string>(type: "TEXT", nullable: false),
                    needs_no_procurement = table.Column<bool>(type: "INTEGER", nullable: false),
                    product = table.Column<byte[]>(type: "BLOB", nullable: false),
                    return_terms = table.Column<string>(type: "TEXT", nullable: false),
                    standard = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_stocked_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_tax_table",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    default_code = table.Column<string>(type: "TEXT", nullable: true),
                    entries = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_tax_table", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_tenant_features",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<string>(type: "TEXT", nullable: false),
                    read_only = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_tenant_features", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_tenant_settings",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    credit_policy = table.Column<int>(type: "INTEGER", nullable: false),
                    hold_after_days = table.Column<int>(type: "INTEGER", nullable: true),
                    orders = table.Column<string>(type: "TEXT", nullable: true),
                    quotes = table.Column<string>(type: "TEXT", nullable: true),
                    refuse_stale_prices = table.Column<bool>(type: "INTEGER", nullable: false),
                    repricing = table.Column<int>(type: "INTEGER", nullable: false),
                    service_kinds = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_tenant_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_ticket",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    activity = table.Column<byte[]>(type: "BLOB", nullable: true),
                    billing = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    contact = table.Column<byte[]>(type: "BLOB", nullable: true),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_opened_by_client = table.Column<bool>(type: "INTEGER", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_fold = table.Column<string>(type: "TEXT", nullable: true),
                    opened_by = table.Column<string>(type: "TEXT", nullable: false),
                    opened_on = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<byte[]>(type: "BLOB", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    waiting_for = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_ticket", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_ticket_comment",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    is_internal = table.Column<bool>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    ticket = table.Column<byte[]>(type: "BLOB", nullable: false),
                    user = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_ticket_comment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_time_entry",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    activity = table.Column<byte[]>(type: "BLOB", nullable: true),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    is_free = table.Column<bool>(type: "INTEGER", nullable: false),
                    kind = table.Column<byte[]>(type: "BLOB", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    project = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reject_reason = table.Column<string>(type: "TEXT", nullable: true),
                    start_minute = table.Column<int>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    ticket = table.Column<byte[]>(type: "BLOB", nullable: true),
                    user = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    worked_on = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_time_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_unit_group",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    base_unit = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    units = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_unit_group", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_usage",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cost = table.Column<string>(type: "TEXT", nullable: true),
                    counter = table.Column<string>(type: "TEXT", nullable: false),
                    customer = table.Column<byte[]>(type: "BLOB", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    delivery = table.Column<byte[]>(type: "BLOB", nullable: true),
                    quantity = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    service_code = table.Column<string>(type: "TEXT", nullable: false),
                    source_code = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<string>(type: "TEXT", nullable: true),
                    source_period = table.Column<string>(type: "TEXT", nullable: true),
                    start = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_usage", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_usage_delivery",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    attempt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    period_from = table.Column<string>(type: "TEXT", nullable: false),
                    period_last_day = table.Column<string>(type: "TEXT", nullable: false),
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    source_code = table.Column<string>(type: "TEXT", nullable: false),
                    took_effect_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_usage_delivery", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_vendor",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    payment_terms = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_vendor", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_vendor_invoice",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    date = table.Column<string>(type: "TEXT", nullable: false),
                    is_canceled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    rate = table.Column<string>(type: "TEXT", nullable: true),
                    receipts = table.Column<string>(type: "TEXT", nullable: false),
                    vendor = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_vendor_invoice", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_volume_discount",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_fold = table.Column<string>(type: "TEXT", nullable: true),
                    tiers = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_volume_discount", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "psa_work_kind",
                columns: table => new
                {
                    tenant = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    is_off = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_psa_work_kind", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_by_buyer",
                table: "psa_adjustment",
                columns: new[] { "tenant", "buyer", "date", "id" },
                filter: "\"buyer\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_by_customer",
                table: "psa_adjustment",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_by_date",
                table: "psa_adjustment",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_by_key",
                table: "psa_adjustment",
                columns: new[] { "tenant", "key" },
                unique: true,
                filter: "\"key\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_by_number",
                table: "psa_adjustment",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_adjustment_numbers",
                table: "psa_adjustment",
                columns: new[] { "tenant", "number_fold", "id" },
                filter: "\"number_fold\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_billing_entity_codes",
                table: "psa_billing_entity",
                columns: new[] { "tenant", "code_fold", "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_billing_run_all_by_time",
                table: "psa_billing_run",
                columns: new[] { "tenant", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_billing_run_by_time",
                table: "psa_billing_run",
                columns: new[] { "tenant", "billing_entity", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_billing_run_issued",
                table: "psa_billing_run",
                columns: new[] { "tenant", "billing_entity", "planned_at", "id" },
                filter: "\"status\" = 'Issued'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_billing_run_open",
                table: "psa_billing_run",
                columns: new[] { "tenant", "billing_entity" },
                unique: true,
                filter: "\"status\" NOT IN ('Issued', 'RolledBack', 'Canceled')");

            migrationBuilder.CreateIndex(
                name: "ix_psa_block_balance_by_part",
                table: "psa_block_balance",
                columns: new[] { "tenant", "part", "period_start", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_considered_line_by_customer",
                table: "psa_considered_line",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_by_customer",
                table: "psa_contract",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_by_number",
                table: "psa_contract",
                columns: new[] { "tenant", "number" },
                unique: true,
                filter: "\"number\" <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_names",
                table: "psa_contract",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_numbers",
                table: "psa_contract",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_part_by_customer",
                table: "psa_contract_part",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_part_by_product",
                table: "psa_contract_part",
                columns: new[] { "tenant", "product", "id" },
                filter: "\"product\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_template_by_name",
                table: "psa_contract_template",
                columns: new[] { "tenant", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_contract_template_names",
                table: "psa_contract_template",
                columns: new[] { "tenant", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_by_external_id",
                table: "psa_customer",
                columns: new[] { "tenant", "external_id_fold", "id" },
                filter: "\"external_id_fold\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_by_number",
                table: "psa_customer",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_by_parent",
                table: "psa_customer",
                columns: new[] { "tenant", "parent", "id" },
                filter: "\"parent\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_by_payer",
                table: "psa_customer",
                columns: new[] { "tenant", "payer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_names",
                table: "psa_customer",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_numbers",
                table: "psa_customer",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_credit_by_order",
                table: "psa_customer_credit",
                columns: new[] { "tenant", "order", "id" },
                filter: "\"order\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_customer_credit_by_payer",
                table: "psa_customer_credit",
                columns: new[] { "tenant", "payer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_deposit_by_customer",
                table: "psa_deposit",
                columns: new[] { "tenant", "served_customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_deposit_by_date",
                table: "psa_deposit",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_deposit_by_number",
                table: "psa_deposit",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_deposit_by_order",
                table: "psa_deposit",
                columns: new[] { "tenant", "order", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_device_by_customer",
                table: "psa_device",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_event_by_kind",
                table: "psa_event",
                columns: new[] { "tenant", "kind", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_event_by_record",
                table: "psa_event",
                columns: new[] { "tenant", "record_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_event_by_whole",
                table: "psa_event",
                columns: new[] { "tenant", "whole_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_goods_return_by_replacement",
                table: "psa_goods_return",
                columns: new[] { "tenant", "replacement", "id" },
                filter: "\"replacement\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_goods_return_by_source",
                table: "psa_goods_return",
                columns: new[] { "tenant", "source_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_goods_return_by_status",
                table: "psa_goods_return",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_goods_return_open",
                table: "psa_goods_return",
                columns: new[] { "tenant", "id" },
                filter: "\"is_open\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_by_customer",
                table: "psa_invoice",
                columns: new[] { "tenant", "customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_by_date",
                table: "psa_invoice",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_by_number",
                table: "psa_invoice",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_by_run",
                table: "psa_invoice",
                columns: new[] { "tenant", "run", "customer_number", "grouping_key", "id" },
                filter: "\"run\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_drafts_of_customer",
                table: "psa_invoice",
                columns: new[] { "tenant", "customer", "id" },
                filter: "\"status\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_drafts_of_run",
                table: "psa_invoice",
                columns: new[] { "tenant", "run", "status", "customer_number", "grouping_key", "id" },
                filter: "\"status\" = 'Draft' AND \"run\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_following",
                table: "psa_invoice",
                columns: new[] { "tenant", "price_behaviour", "id" },
                filter: "\"status\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_numbers",
                table: "psa_invoice",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_invoice_balance_by_customer",
                table: "psa_invoice_balance",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_number_series_by_succession",
                table: "psa_number_series",
                columns: new[] { "tenant", "billing_entity", "purpose", "ordinal", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_number_series_live",
                table: "psa_number_series",
                columns: new[] { "tenant", "billing_entity", "purpose" },
                unique: true,
                filter: "\"retired_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_opportunity_by_customer",
                table: "psa_opportunity",
                columns: new[] { "tenant", "customer", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_opportunity_names",
                table: "psa_opportunity",
                columns: new[] { "tenant", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_customer",
                table: "psa_order",
                columns: new[] { "tenant", "served_customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_date",
                table: "psa_order",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_number",
                table: "psa_order",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_payer",
                table: "psa_order",
                columns: new[] { "tenant", "customer", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_progress",
                table: "psa_order",
                columns: new[] { "tenant", "status", "fulfilment_progress", "invoicing_progress", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_by_quote",
                table: "psa_order",
                columns: new[] { "tenant", "quote", "issue_date", "id" },
                filter: "\"quote\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_following",
                table: "psa_order",
                columns: new[] { "tenant", "status", "price_behaviour", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_order_numbers",
                table: "psa_order",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_part_ledger_by_customer",
                table: "psa_part_ledger",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_date",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_invoice",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "invoice", "id" },
                filter: "\"invoice\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_key",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "key", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_kind",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "payer", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_of",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "of", "id" },
                filter: "\"of\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_payment_entry_by_payer",
                table: "psa_payment_entry",
                columns: new[] { "tenant", "payer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_price_list_names",
                table: "psa_price_list",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_bundles",
                table: "psa_product",
                columns: new[] { "tenant", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_by_number",
                table: "psa_product",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_by_service",
                table: "psa_product",
                columns: new[] { "tenant", "service_code", "id" },
                filter: "\"service_code\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_by_units",
                table: "psa_product",
                columns: new[] { "tenant", "unit_group", "id" },
                filter: "\"unit_group\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_names",
                table: "psa_product",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_numbers",
                table: "psa_product",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_product_services",
                table: "psa_product",
                columns: new[] { "tenant", "service_code_fold", "id" },
                filter: "\"service_code_fold\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_project_by_customer",
                table: "psa_project",
                columns: new[] { "tenant", "customer", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_project_by_date",
                table: "psa_project",
                columns: new[] { "tenant", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_project_by_number",
                table: "psa_project",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_project_numbers",
                table: "psa_project",
                columns: new[] { "tenant", "number_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_purchase_order_by_number",
                table: "psa_purchase_order",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_purchase_order_by_status",
                table: "psa_purchase_order",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_by_customer",
                table: "psa_quote",
                columns: new[] { "tenant", "served_customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_by_date",
                table: "psa_quote",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_by_opportunity",
                table: "psa_quote",
                columns: new[] { "tenant", "opportunity", "issue_date", "id" },
                filter: "\"opportunity\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_following",
                table: "psa_quote",
                columns: new[] { "tenant", "status", "price_behaviour", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_live",
                table: "psa_quote",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL AND \"status\" NOT IN ('Won', 'Lost', 'Canceled', 'Expired', 'Revised')");

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_numbers",
                table: "psa_quote",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_open",
                table: "psa_quote",
                columns: new[] { "tenant", "status", "last_day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_revisions",
                table: "psa_quote",
                columns: new[] { "tenant", "number", "billing_entity", "revision" },
                unique: true,
                filter: "\"number\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_template_by_name",
                table: "psa_quote_template",
                columns: new[] { "tenant", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_quote_template_names",
                table: "psa_quote_template",
                columns: new[] { "tenant", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_repricing_run_by_time",
                table: "psa_repricing_run",
                columns: new[] { "tenant", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_repricing_run_open",
                table: "psa_repricing_run",
                columns: new[] { "tenant", "started_at", "id" },
                filter: "\"finished_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_run_obstacle_by_run",
                table: "psa_run_obstacle",
                columns: new[] { "tenant", "run", "customer_number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_run_partition_by_run",
                table: "psa_run_partition",
                columns: new[] { "tenant", "run", "index", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_date",
                table: "psa_sales_item",
                columns: new[] { "tenant", "billing_date", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_day",
                table: "psa_sales_item",
                columns: new[] { "tenant", "billing_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_invoice",
                table: "psa_sales_item",
                columns: new[] { "tenant", "invoice", "id" },
                filter: "\"invoice\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_payer",
                table: "psa_sales_item",
                columns: new[] { "tenant", "payer", "status", "id" },
                filter: "\"payer\" IS NOT NULL AND \"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_run",
                table: "psa_sales_item",
                columns: new[] { "tenant", "run", "id" },
                filter: "\"run\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_by_source",
                table: "psa_sales_item",
                columns: new[] { "tenant", "period_start", "source", "source_id", "charge", "ordinal", "id" },
                filter: "\"period_start\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_numbers",
                table: "psa_sales_item",
                columns: new[] { "tenant", "number_fold", "id" },
                filter: "\"number_fold\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_open",
                table: "psa_sales_item",
                columns: new[] { "tenant", "status", "customer", "billing_date", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_open_by_date",
                table: "psa_sales_item",
                columns: new[] { "tenant", "billing_date", "customer", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_sales_item_open_by_day",
                table: "psa_sales_item",
                columns: new[] { "tenant", "billing_date", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_psa_saved_filter_by_owner",
                table: "psa_saved_filter",
                columns: new[] { "tenant", "list", "owner", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_saved_filter_shared",
                table: "psa_saved_filter",
                columns: new[] { "tenant", "list", "is_shared", "name_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_service_document_by_customer",
                table: "psa_service_document",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_service_document_by_date",
                table: "psa_service_document",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_service_document_by_number",
                table: "psa_service_document",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_service_document_numbers",
                table: "psa_service_document",
                columns: new[] { "tenant", "number_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_shipment_by_customer",
                table: "psa_shipment",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_balance_by_location",
                table: "psa_stock_balance",
                columns: new[] { "tenant", "location", "id" },
                filter: "\"location\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_balance_by_product",
                table: "psa_stock_balance",
                columns: new[] { "tenant", "product", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_charge_by_owner",
                table: "psa_stock_charge",
                columns: new[] { "tenant", "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_charge_free_of_customer",
                table: "psa_stock_charge",
                columns: new[] { "tenant", "customer", "id" },
                filter: "\"is_free\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_demand_by_status",
                table: "psa_stock_demand",
                columns: new[] { "tenant", "status", "asked_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_demand_open_of_product",
                table: "psa_stock_demand",
                columns: new[] { "tenant", "product", "asked_at", "id" },
                filter: "\"is_open\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_item_by_location",
                table: "psa_stock_item",
                columns: new[] { "tenant", "location", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_item_by_product",
                table: "psa_stock_item",
                columns: new[] { "tenant", "product", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_move_by_document",
                table: "psa_stock_move",
                columns: new[] { "tenant", "document", "id" },
                filter: "\"document\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_move_by_origin",
                table: "psa_stock_move",
                columns: new[] { "tenant", "product", "origin", "id" },
                filter: "\"origin\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_move_by_sequence",
                table: "psa_stock_move",
                columns: new[] { "tenant", "product", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_move_by_time",
                table: "psa_stock_move",
                columns: new[] { "tenant", "product", "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_move_costs",
                table: "psa_stock_move",
                columns: new[] { "tenant", "product", "sequence", "id" },
                filter: "\"tells_cost\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_reservation_by_expiry",
                table: "psa_stock_reservation",
                columns: new[] { "tenant", "expires_on", "id" },
                filter: "\"is_over\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_reservation_by_quote",
                table: "psa_stock_reservation",
                columns: new[] { "tenant", "quote", "line", "id" },
                filter: "\"is_over\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_serial_by_product",
                table: "psa_stock_serial",
                columns: new[] { "tenant", "product", "serial_fold", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_transfer_under_way",
                table: "psa_stock_transfer",
                columns: new[] { "tenant", "to", "id" },
                filter: "\"is_under_way\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_stock_transfer_under_way_of_product",
                table: "psa_stock_transfer",
                columns: new[] { "tenant", "product", "id" },
                filter: "\"is_under_way\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_ticket_by_customer",
                table: "psa_ticket",
                columns: new[] { "tenant", "customer", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_ticket_by_date",
                table: "psa_ticket",
                columns: new[] { "tenant", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_ticket_by_number",
                table: "psa_ticket",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_ticket_numbers",
                table: "psa_ticket",
                columns: new[] { "tenant", "number_fold", "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_ticket_comment_by_ticket",
                table: "psa_ticket_comment",
                columns: new[] { "tenant", "ticket", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_time_entry_by_date",
                table: "psa_time_entry",
                columns: new[] { "tenant", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_time_entry_by_project",
                table: "psa_time_entry",
                columns: new[] { "tenant", "project", "worked_on", "id" },
                filter: "\"project\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_time_entry_by_status",
                table: "psa_time_entry",
                columns: new[] { "tenant", "status", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_time_entry_by_ticket",
                table: "psa_time_entry",
                columns: new[] { "tenant", "ticket", "worked_on", "id" },
                filter: "\"ticket\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_time_entry_by_user",
                table: "psa_time_entry",
                columns: new[] { "tenant", "user", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_unit_group_names",
                table: "psa_unit_group",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_usage_by_customer",
                table: "psa_usage",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_usage_by_delivery",
                table: "psa_usage",
                columns: new[] { "tenant", "delivery", "id" },
                filter: "\"delivery\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_usage_by_source_id",
                table: "psa_usage",
                columns: new[] { "tenant", "source_code", "source_id", "id" },
                filter: "\"delivery\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_usage_delivery_by_scope",
                table: "psa_usage_delivery",
                columns: new[] { "tenant", "source_code", "scope", "period_from", "period_last_day", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_usage_delivery_pending",
                table: "psa_usage_delivery",
                columns: new[] { "tenant", "id" },
                filter: "\"took_effect_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_psa_vendor_by_number",
                table: "psa_vendor",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_psa_vendor_invoice_by_number",
                table: "psa_vendor_invoice",
                columns: new[] { "tenant", "vendor", "number" },
                unique: true,
                filter: "\"is_canceled\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_psa_volume_discount_names",
                table: "psa_volume_discount",
                columns: new[] { "tenant", "name_fold", "name", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_psa_work_kind_by_code",
                table: "psa_work_kind",
                columns: new[] { "tenant", "code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
