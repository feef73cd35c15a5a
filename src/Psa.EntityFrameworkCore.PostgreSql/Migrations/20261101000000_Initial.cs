using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Psa.EntityFrameworkCore.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "{schema}");

            migrationBuilder.CreateTable(
                name: "adjustment",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    content = table.Column<string>(type: "json", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    differences = table.Column<string>(type: "json", nullable: false),
                    documents = table.Column<string>(type: "json", nullable: false),
                    key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rounded = table.Column<string>(type: "json", nullable: false),
                    rounding = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unpriced = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_adjustment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "billing_entity",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "json", nullable: false),
                    bank_account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bank_identifier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    code_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    credit_note_footer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    electronic_address = table.Column<string>(type: "json", nullable: true),
                    email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    invoice_footer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    legal_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    minimum_invoice_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    minimum_invoice_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    payable_steps = table.Column<string>(type: "json", nullable: false),
                    payment_terms = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    price_mode = table.Column<int>(type: "integer", nullable: false),
                    registration_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rounding = table.Column<int>(type: "integer", nullable: false),
                    tax_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tax_point = table.Column<int>(type: "integer", nullable: false),
                    tax_rounding = table.Column<int>(type: "integer", nullable: false),
                    vat_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_entity", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "billing_run",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    allow_far_dates = table.Column<bool>(type: "boolean", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    calculations = table.Column<int>(type: "integer", nullable: false),
                    counts = table.Column<string>(type: "json", nullable: false),
                    customers = table.Column<long>(type: "bigint", nullable: false),
                    holds = table.Column<string>(type: "json", nullable: false),
                    invoice_date = table.Column<DateOnly>(type: "date", nullable: false),
                    is_redrafting = table.Column<bool>(type: "boolean", nullable: false),
                    issued_documents = table.Column<long>(type: "bigint", nullable: false),
                    partitions = table.Column<int>(type: "integer", nullable: false),
                    payers = table.Column<string>(type: "json", nullable: false),
                    planned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    planned_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_billing_run", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "block_balance",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<Guid>(type: "uuid", nullable: false),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    reached = table.Column<string>(type: "json", nullable: false),
                    uses = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_block_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "commit_guard",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commit_guard", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "considered_line",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    adjustments = table.Column<string>(type: "json", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    into = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    line = table.Column<string>(type: "json", nullable: false),
                    pane = table.Column<int>(type: "integer", nullable: false),
                    rate = table.Column<string>(type: "json", nullable: true),
                    values = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_considered_line", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contract",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    cycles = table.Column<string>(type: "json", nullable: false),
                    delivery = table.Column<int>(type: "integer", nullable: true),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    escalations = table.Column<string>(type: "json", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    line_grouping = table.Column<int>(type: "integer", nullable: true),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payment_method = table.Column<int>(type: "integer", nullable: true),
                    payment_terms = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    price_lists = table.Column<string>(type: "json", nullable: false),
                    purchase_order_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    renewal = table.Column<string>(type: "json", nullable: true),
                    separate_invoice = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    suspensions = table.Column<string>(type: "json", nullable: false),
                    template = table.Column<Guid>(type: "uuid", nullable: true),
                    termination = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contract_part",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bill_from = table.Column<DateOnly>(type: "date", nullable: true),
                    block = table.Column<string>(type: "json", nullable: true),
                    contract = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    price_behaviour = table.Column<int>(type: "integer", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: true),
                    quantity_source = table.Column<string>(type: "json", nullable: false),
                    show_details = table.Column<bool>(type: "boolean", nullable: false),
                    tax_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    terms = table.Column<string>(type: "json", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    trial_last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_part", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "contract_template",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cycles = table.Column<string>(type: "json", nullable: false),
                    delivery = table.Column<int>(type: "integer", nullable: true),
                    end = table.Column<string>(type: "json", nullable: true),
                    escalations = table.Column<string>(type: "json", nullable: false),
                    line_grouping = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parts = table.Column<string>(type: "json", nullable: false),
                    payment_method = table.Column<int>(type: "integer", nullable: true),
                    payment_terms = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    price_lists = table.Column<string>(type: "json", nullable: false),
                    renewal = table.Column<string>(type: "json", nullable: true),
                    separate_invoice = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_template", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "customer",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_information = table.Column<string>(type: "json", nullable: true),
                    consolidate_billing = table.Column<bool>(type: "boolean", nullable: false),
                    contacts = table.Column<string>(type: "json", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    external_id_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent = table.Column<Guid>(type: "uuid", nullable: true),
                    payer = table.Column<Guid>(type: "uuid", nullable: false),
                    price_lists = table.Column<string>(type: "json", nullable: false),
                    profile_managed_by_customer = table.Column<bool>(type: "boolean", nullable: false),
                    trial_last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "customer_credit",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    balance_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    balance_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    order = table.Column<Guid>(type: "uuid", nullable: true),
                    payer = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_credit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "deposit",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    deduction = table.Column<int>(type: "integer", nullable: false),
                    is_agreed = table.Column<bool>(type: "boolean", nullable: false),
                    item = table.Column<Guid>(type: "uuid", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order = table.Column<Guid>(type: "uuid", nullable: false),
                    percent = table.Column<string>(type: "json", nullable: true),
                    served_customer = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deposit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "device",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    delivery = table.Column<long>(type: "bigint", nullable: false),
                    installed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    parts = table.Column<string>(type: "json", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    removed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    replaces = table.Column<Guid>(type: "uuid", nullable: true),
                    serial = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "device_entry",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ignored = table.Column<string>(type: "json", nullable: false),
                    left_version = table.Column<long>(type: "bigint", nullable: false),
                    refusal = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_device_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "event",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    whole_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event", x => new { x.tenant, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "event_counter",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_counter", x => x.tenant);
                });

            migrationBuilder.CreateTable(
                name: "goods_return",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    credits = table.Column<string>(type: "json", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    fate = table.Column<int>(type: "integer", nullable: true),
                    goods = table.Column<string>(type: "json", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: true),
                    is_settled = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<Guid>(type: "uuid", nullable: true),
                    most_credited_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    most_credited_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    notes = table.Column<string>(type: "json", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    replacement = table.Column<Guid>(type: "uuid", nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "json", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goods_return", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invoice",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<string>(type: "json", nullable: false),
                    buyer_reference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    charges = table.Column<string>(type: "json", nullable: false),
                    corrects = table.Column<string>(type: "json", nullable: false),
                    credit = table.Column<string>(type: "json", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    delivery = table.Column<int>(type: "integer", nullable: false),
                    discounts = table.Column<string>(type: "json", nullable: false),
                    due_date = table.Column<DateOnly>(type: "date", nullable: false),
                    footer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    grouping_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hold = table.Column<string>(type: "json", nullable: true),
                    introduction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issue_date = table.Column<DateOnly>(type: "date", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    items = table.Column<string>(type: "json", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    payment_method = table.Column<int>(type: "integer", nullable: false),
                    payment_terms = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    price_behaviour = table.Column<int>(type: "integer", nullable: false),
                    price_list = table.Column<Guid>(type: "uuid", nullable: true),
                    price_mode = table.Column<int>(type: "integer", nullable: false),
                    purchase_order_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    recipients = table.Column<string>(type: "json", nullable: false),
                    rounding = table.Column<int>(type: "integer", nullable: false),
                    run = table.Column<Guid>(type: "uuid", nullable: true),
                    seller = table.Column<string>(type: "json", nullable: false),
                    ship_to = table.Column<string>(type: "json", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subtotals = table.Column<string>(type: "json", nullable: false),
                    tax_rounding = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    totals = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invoice_balance",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    charges = table.Column<string>(type: "json", nullable: false),
                    credit_notes = table.Column<string>(type: "json", nullable: false),
                    credited_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    credited_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    drafted_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    drafted_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    invoice = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<string>(type: "json", nullable: false),
                    paid_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    paid_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    settled_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    settled_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "invoice_flags",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_exported = table.Column<DateOnly>(type: "date", nullable: true),
                    invoice = table.Column<Guid>(type: "uuid", nullable: false),
                    last_exported = table.Column<DateOnly>(type: "date", nullable: true),
                    payment_link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sent = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice_flags", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "notification_settings",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    off = table.Column<string>(type: "json", nullable: false),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    confirmed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    given = table.Column<string>(type: "json", nullable: false),
                    last_issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    next_number = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    pattern = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period = table.Column<DateOnly>(type: "date", nullable: true),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    reset = table.Column<int>(type: "integer", nullable: false),
                    retired_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    retired_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    retirement_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_series", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "opportunity",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    close_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    estimated_value_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    estimated_value_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opportunity", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "order",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<string>(type: "json", nullable: false),
                    buyer_reference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    charges = table.Column<string>(type: "json", nullable: false),
                    contract = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    delivery = table.Column<int>(type: "integer", nullable: false),
                    discounts = table.Column<string>(type: "json", nullable: false),
                    footer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    freight = table.Column<int>(type: "integer", nullable: false),
                    fulfilment_progress = table.Column<int>(type: "integer", nullable: true),
                    fulfilments = table.Column<string>(type: "json", nullable: false),
                    introduction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    invoicing = table.Column<int>(type: "integer", nullable: false),
                    invoicing_progress = table.Column<int>(type: "integer", nullable: true),
                    issue_date = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opportunity = table.Column<Guid>(type: "uuid", nullable: true),
                    payment_method = table.Column<int>(type: "integer", nullable: false),
                    payment_terms = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    price_behaviour = table.Column<int>(type: "integer", nullable: false),
                    price_list = table.Column<Guid>(type: "uuid", nullable: true),
                    price_mode = table.Column<int>(type: "integer", nullable: false),
                    purchase_order_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    quantities = table.Column<string>(type: "json", nullable: false),
                    quote = table.Column<Guid>(type: "uuid", nullable: true),
                    quote_lines = table.Column<string>(type: "json", nullable: false),
                    recipients = table.Column<string>(type: "json", nullable: false),
                    rounding = table.Column<int>(type: "integer", nullable: false),
                    seller = table.Column<string>(type: "json", nullable: false),
                    served_customer = table.Column<Guid>(type: "uuid", nullable: false),
                    ship_to = table.Column<string>(type: "json", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    submitted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    tax_rounding = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    totals = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "part_ledger",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    dirty_from = table.Column<DateOnly>(type: "date", nullable: true),
                    part = table.Column<Guid>(type: "uuid", nullable: false),
                    service_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    through = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_part_ledger", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payer_credit",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hold = table.Column<string>(type: "json", nullable: true),
                    limits = table.Column<string>(type: "json", nullable: false),
                    payer = table.Column<Guid>(type: "uuid", nullable: false),
                    told_exceeded = table.Column<string>(type: "json", nullable: false),
                    told_held = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payer_credit", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "payment_entry",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    amount_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    asked = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    credit_note = table.Column<Guid>(type: "uuid", nullable: true),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    invoice = table.Column<Guid>(type: "uuid", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    method = table.Column<int>(type: "integer", nullable: true),
                    of = table.Column<Guid>(type: "uuid", nullable: true),
                    order = table.Column<Guid>(type: "uuid", nullable: true),
                    payer = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value_date = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "price_list",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    falls_back_to_default = table.Column<bool>(type: "boolean", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    items = table.Column<string>(type: "json", nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    price_mode = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_list", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "product",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    block_multiplier = table.Column<decimal>(type: "numeric", nullable: true),
                    contents = table.Column<string>(type: "json", nullable: false),
                    current_costs = table.Column<string>(type: "json", nullable: false),
                    hides_component_quantities = table.Column<bool>(type: "boolean", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    list_prices = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    revenue_account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    service_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    service_code_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    standard_costs = table.Column<string>(type: "json", nullable: false),
                    tax_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit_group = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "project",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    billing = table.Column<string>(type: "json", nullable: true),
                    contact = table.Column<Guid>(type: "uuid", nullable: true),
                    contract = table.Column<Guid>(type: "uuid", nullable: true),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_project", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "purchase_order",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lines = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchase_order", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "purchased_product",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    vendors = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchased_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "quote",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    acceptance = table.Column<string>(type: "json", nullable: true),
                    activated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approval = table.Column<string>(type: "json", nullable: true),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    author_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    authors = table.Column<string>(type: "json", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer = table.Column<string>(type: "json", nullable: false),
                    buyer_reference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    charges = table.Column<string>(type: "json", nullable: false),
                    choice = table.Column<string>(type: "json", nullable: true),
                    close_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    contract = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    delivery = table.Column<int>(type: "integer", nullable: false),
                    discounts = table.Column<string>(type: "json", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    footer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    introduction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issue_date = table.Column<DateOnly>(type: "date", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opportunity = table.Column<Guid>(type: "uuid", nullable: true),
                    ordered = table.Column<string>(type: "json", nullable: false),
                    payment_method = table.Column<int>(type: "integer", nullable: false),
                    payment_terms = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    price_behaviour = table.Column<int>(type: "integer", nullable: false),
                    price_list = table.Column<Guid>(type: "uuid", nullable: true),
                    price_mode = table.Column<int>(type: "integer", nullable: false),
                    purchase_order_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    recipients = table.Column<string>(type: "json", nullable: false),
                    recurring = table.Column<string>(type: "json", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    revisions = table.Column<int>(type: "integer", nullable: false),
                    rounding = table.Column<int>(type: "integer", nullable: false),
                    seller = table.Column<string>(type: "json", nullable: false),
                    sendings = table.Column<string>(type: "json", nullable: false),
                    served_customer = table.Column<Guid>(type: "uuid", nullable: false),
                    ship_to = table.Column<string>(type: "json", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tax_rounding = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    totals = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "quote_template",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    charges = table.Column<string>(type: "json", nullable: false),
                    discounts = table.Column<string>(type: "json", nullable: false),
                    introduction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_template", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "repricing_run",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    checkpoint = table.Column<Guid>(type: "uuid", nullable: true),
                    documents = table.Column<long>(type: "bigint", nullable: false),
                    fault_count = table.Column<long>(type: "bigint", nullable: false),
                    faults = table.Column<string>(type: "json", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lines = table.Column<long>(type: "bigint", nullable: false),
                    looked = table.Column<long>(type: "bigint", nullable: false),
                    payers = table.Column<string>(type: "json", nullable: false),
                    price_list = table.Column<Guid>(type: "uuid", nullable: true),
                    products = table.Column<string>(type: "json", nullable: false),
                    record = table.Column<Guid>(type: "uuid", nullable: true),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    totals = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repricing_run", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "run_obstacle",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    customer_number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    part = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<int>(type: "integer", nullable: false),
                    run = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    waiting = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_obstacle", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "run_partition",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: true),
                    checkpoint = table.Column<Guid>(type: "uuid", nullable: true),
                    counts = table.Column<string>(type: "json", nullable: false),
                    done = table.Column<bool>(type: "boolean", nullable: false),
                    index = table.Column<int>(type: "integer", nullable: false),
                    lease_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    run = table.Column<Guid>(type: "uuid", nullable: false),
                    through = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_partition", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sales_item",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    basis = table.Column<string>(type: "json", nullable: true),
                    billed_before_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    billed_before_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    billing_date = table.Column<DateOnly>(type: "date", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    charge = table.Column<int>(type: "integer", nullable: false),
                    charged_again_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    charged_again_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    computed_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    computed_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    contract = table.Column<Guid>(type: "uuid", nullable: true),
                    corrects = table.Column<string>(type: "json", nullable: false),
                    credited_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    credited_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    given_back_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    given_back_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    invoice = table.Column<Guid>(type: "uuid", nullable: true),
                    keeps_payer = table.Column<bool>(type: "boolean", nullable: false),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    net_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    net_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    @override = table.Column<string>(name: "override", type: "json", nullable: true),
                    payer = table.Column<Guid>(type: "uuid", nullable: true),
                    period = table.Column<string>(type: "json", nullable: true),
                    period_start = table.Column<DateOnly>(type: "date", nullable: true),
                    previous_basis = table.Column<string>(type: "json", nullable: true),
                    released = table.Column<bool>(type: "boolean", nullable: false),
                    returned = table.Column<decimal>(type: "numeric", nullable: false),
                    run = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_line = table.Column<int>(type: "integer", nullable: true),
                    source_quantity = table.Column<decimal>(type: "numeric", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    terms = table.Column<string>(type: "json", nullable: true),
                    total_before_discount_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    total_before_discount_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    work = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sales_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "saved_filter",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    descending = table.Column<bool>(type: "boolean", nullable: false),
                    filter = table.Column<string>(type: "json", nullable: true),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    list = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    search = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sort_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_filter", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "service_document",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lines = table.Column<string>(type: "json", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pane = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_document", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "shipment",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    carrier = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    sources = table.Column<string>(type: "json", nullable: false),
                    tracking_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_balance",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    layers = table.Column<string>(type: "json", nullable: false),
                    location = table.Column<Guid>(type: "uuid", nullable: true),
                    on_hand = table.Column<decimal>(type: "numeric", nullable: false),
                    picked = table.Column<decimal>(type: "numeric", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    reserved = table.Column<decimal>(type: "numeric", nullable: false),
                    transfer = table.Column<Guid>(type: "uuid", nullable: true),
                    value_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_balance", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_charge",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    billing_entity = table.Column<Guid>(type: "uuid", nullable: false),
                    cancel_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    is_free = table.Column<bool>(type: "boolean", nullable: false),
                    line = table.Column<string>(type: "json", nullable: false),
                    location = table.Column<Guid>(type: "uuid", nullable: true),
                    owner = table.Column<string>(type: "json", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    returned = table.Column<decimal>(type: "numeric", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_charge", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_demand",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    allocations = table.Column<string>(type: "json", nullable: false),
                    approval = table.Column<string>(type: "json", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    assignments = table.Column<string>(type: "json", nullable: false),
                    deliveries = table.Column<string>(type: "json", nullable: false),
                    document = table.Column<Guid>(type: "uuid", nullable: false),
                    earlier_approval = table.Column<string>(type: "json", nullable: true),
                    hold_note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_canceled = table.Column<bool>(type: "boolean", nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: true),
                    needed = table.Column<decimal>(type: "numeric", nullable: false),
                    needs_no_procurement = table.Column<bool>(type: "boolean", nullable: false),
                    picks = table.Column<string>(type: "json", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source = table.Column<string>(type: "json", nullable: false),
                    status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_demand", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_item",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    bin = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    location = table.Column<Guid>(type: "uuid", nullable: false),
                    maximum = table.Column<decimal>(type: "numeric", nullable: false),
                    minimum = table.Column<decimal>(type: "numeric", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_item", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_location",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_location", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_move",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    difference_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    difference_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<Guid>(type: "uuid", nullable: true),
                    given_currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    given_minor_units = table.Column<long>(type: "bigint", nullable: true),
                    is_picked = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    layers = table.Column<string>(type: "json", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    origin = table.Column<long>(type: "bigint", nullable: true),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    rate = table.Column<decimal>(type: "numeric", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    serials = table.Column<string>(type: "json", nullable: false),
                    standard = table.Column<string>(type: "json", nullable: true),
                    tells_cost = table.Column<bool>(type: "boolean", nullable: true),
                    to = table.Column<Guid>(type: "uuid", nullable: true),
                    transfer = table.Column<Guid>(type: "uuid", nullable: true),
                    user = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value_currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value_minor_units = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_move", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_reservation",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    before = table.Column<string>(type: "json", nullable: true),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_over = table.Column<bool>(type: "boolean", nullable: true),
                    line = table.Column<int>(type: "integer", nullable: false),
                    location = table.Column<Guid>(type: "uuid", nullable: false),
                    made = table.Column<string>(type: "json", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    quote = table.Column<Guid>(type: "uuid", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_reservation", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_serial",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_picked = table.Column<bool>(type: "boolean", nullable: false),
                    location = table.Column<Guid>(type: "uuid", nullable: true),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    serial = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    serial_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<int>(type: "integer", nullable: false),
                    transfer = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_serial", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_settings",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    approvals = table.Column<string>(type: "json", nullable: false),
                    assigns_by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_in_use = table.Column<bool>(type: "boolean", nullable: false),
                    needs_invoice_number = table.Column<bool>(type: "boolean", nullable: false),
                    over_receipt = table.Column<string>(type: "json", nullable: false),
                    over_receipt_quantity = table.Column<decimal>(type: "numeric", nullable: true),
                    reservation_days = table.Column<int>(type: "integer", nullable: false),
                    return_credit = table.Column<int>(type: "integer", nullable: false),
                    scope = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stock_transfer",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    arrived = table.Column<decimal>(type: "numeric", nullable: false),
                    @for = table.Column<string>(name: "for", type: "json", nullable: true),
                    from = table.Column<Guid>(type: "uuid", nullable: false),
                    is_under_way = table.Column<bool>(type: "boolean", nullable: true),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    sent = table.Column<decimal>(type: "numeric", nullable: false),
                    to = table.Column<Guid>(type: "uuid", nullable: false),
                    transit = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_transfer", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "stocked_product",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    default_location = table.Column<Guid>(type: "uuid", nullable: true),
                    is_serialized = table.Column<bool>(type: "boolean", nullable: false),
                    last_move = table.Column<long>(type: "bigint", nullable: false),
                    ledger = table.Column<string>(type: "json", nullable: true),
                    makes_devices = table.Column<bool>(type: "boolean", nullable: false),
                    method = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    needs_no_procurement = table.Column<bool>(type: "boolean", nullable: false),
                    product = table.Column<Guid>(type: "uuid", nullable: false),
                    return_terms = table.Column<string>(type: "json", nullable: false),
                    standard = table.Column<string>(type: "json", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stocked_product", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tax_table",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    default_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    entries = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tax_table", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tenant_features",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<string>(type: "json", nullable: false),
                    read_only = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant_features", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "tenant_settings",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    credit_policy = table.Column<int>(type: "integer", nullable: false),
                    hold_after_days = table.Column<int>(type: "integer", nullable: true),
                    orders = table.Column<string>(type: "json", nullable: true),
                    quotes = table.Column<string>(type: "json", nullable: true),
                    refuse_stale_prices = table.Column<bool>(type: "boolean", nullable: false),
                    repricing = table.Column<int>(type: "integer", nullable: false),
                    service_kinds = table.Column<string>(type: "json", nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenant_settings", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "ticket",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity = table.Column<Guid>(type: "uuid", nullable: true),
                    billing = table.Column<string>(type: "json", nullable: true),
                    category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contact = table.Column<Guid>(type: "uuid", nullable: true),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    is_free = table.Column<bool>(type: "boolean", nullable: false),
                    is_opened_by_client = table.Column<bool>(type: "boolean", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opened_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    part = table.Column<Guid>(type: "uuid", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    waiting_for = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "ticket_comment",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_internal = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ticket = table.Column<Guid>(type: "uuid", nullable: false),
                    user = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_comment", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "time_entry",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    activity = table.Column<Guid>(type: "uuid", nullable: true),
                    approval = table.Column<string>(type: "json", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_free = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<Guid>(type: "uuid", nullable: false),
                    metadata = table.Column<string>(type: "json", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    project = table.Column<Guid>(type: "uuid", nullable: true),
                    reject_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    start_minute = table.Column<int>(type: "integer", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ticket = table.Column<Guid>(type: "uuid", nullable: true),
                    user = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    worked_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_time_entry", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "unit_group",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    base_unit = table.Column<string>(type: "json", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    units = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_group", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "usage",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cost = table.Column<string>(type: "json", nullable: true),
                    counter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    delivery = table.Column<Guid>(type: "uuid", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    service_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    source_period = table.Column<string>(type: "json", nullable: true),
                    start = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "usage_delivery",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<Guid>(type: "uuid", nullable: false),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    took_effect_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_delivery", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "vendor",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "json", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    payment_terms = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "vendor_invoice",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    is_canceled = table.Column<bool>(type: "boolean", nullable: false),
                    lines = table.Column<string>(type: "json", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rate = table.Column<decimal>(type: "numeric", nullable: true),
                    receipts = table.Column<string>(type: "json", nullable: false),
                    vendor = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_invoice", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "volume_discount",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_fold = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tiers = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_volume_discount", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateTable(
                name: "work_kind",
                schema: "{schema}",
                columns: table => new
                {
                    tenant = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_off = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    terms = table.Column<string>(type: "json", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_kind", x => new { x.tenant, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_by_buyer",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "buyer", "date", "id" },
                filter: "\"buyer\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_by_customer",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_by_date",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_by_key",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "key" },
                unique: true,
                filter: "\"key\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_by_number",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_adjustment_numbers",
                schema: "{schema}",
                table: "adjustment",
                columns: new[] { "tenant", "number_fold", "id" },
                filter: "\"number_fold\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_billing_entity_codes",
                schema: "{schema}",
                table: "billing_entity",
                columns: new[] { "tenant", "code_fold", "code", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_billing_run_all_by_time",
                schema: "{schema}",
                table: "billing_run",
                columns: new[] { "tenant", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_run_by_time",
                schema: "{schema}",
                table: "billing_run",
                columns: new[] { "tenant", "billing_entity", "planned_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_billing_run_issued",
                schema: "{schema}",
                table: "billing_run",
                columns: new[] { "tenant", "billing_entity", "planned_at", "id" },
                filter: "\"status\" = 'Issued'");

            migrationBuilder.CreateIndex(
                name: "ix_billing_run_open",
                schema: "{schema}",
                table: "billing_run",
                columns: new[] { "tenant", "billing_entity" },
                unique: true,
                filter: "\"status\" NOT IN ('Issued', 'RolledBack', 'Canceled')");

            migrationBuilder.CreateIndex(
                name: "ix_block_balance_by_part",
                schema: "{schema}",
                table: "block_balance",
                columns: new[] { "tenant", "part", "period_start", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_considered_line_by_customer",
                schema: "{schema}",
                table: "considered_line",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_by_customer",
                schema: "{schema}",
                table: "contract",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_by_number",
                schema: "{schema}",
                table: "contract",
                columns: new[] { "tenant", "number" },
                unique: true,
                filter: "\"number\" <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_contract_names",
                schema: "{schema}",
                table: "contract",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_contract_numbers",
                schema: "{schema}",
                table: "contract",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_contract_part_by_customer",
                schema: "{schema}",
                table: "contract_part",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_part_by_product",
                schema: "{schema}",
                table: "contract_part",
                columns: new[] { "tenant", "product", "id" },
                filter: "\"product\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_contract_template_by_name",
                schema: "{schema}",
                table: "contract_template",
                columns: new[] { "tenant", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_template_names",
                schema: "{schema}",
                table: "contract_template",
                columns: new[] { "tenant", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_by_external_id",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "external_id_fold", "id" },
                filter: "\"external_id_fold\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_by_number",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_by_parent",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "parent", "id" },
                filter: "\"parent\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_by_payer",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "payer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customer_names",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_numbers",
                schema: "{schema}",
                table: "customer",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_credit_by_order",
                schema: "{schema}",
                table: "customer_credit",
                columns: new[] { "tenant", "order", "id" },
                filter: "\"order\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_customer_credit_by_payer",
                schema: "{schema}",
                table: "customer_credit",
                columns: new[] { "tenant", "payer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deposit_by_customer",
                schema: "{schema}",
                table: "deposit",
                columns: new[] { "tenant", "served_customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deposit_by_date",
                schema: "{schema}",
                table: "deposit",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deposit_by_number",
                schema: "{schema}",
                table: "deposit",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deposit_by_order",
                schema: "{schema}",
                table: "deposit",
                columns: new[] { "tenant", "order", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_device_by_customer",
                schema: "{schema}",
                table: "device",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_event_by_kind",
                schema: "{schema}",
                table: "event",
                columns: new[] { "tenant", "kind", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_event_by_record",
                schema: "{schema}",
                table: "event",
                columns: new[] { "tenant", "record_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_event_by_whole",
                schema: "{schema}",
                table: "event",
                columns: new[] { "tenant", "whole_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_goods_return_by_replacement",
                schema: "{schema}",
                table: "goods_return",
                columns: new[] { "tenant", "replacement", "id" },
                filter: "\"replacement\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_goods_return_by_source",
                schema: "{schema}",
                table: "goods_return",
                columns: new[] { "tenant", "source_id", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_goods_return_by_status",
                schema: "{schema}",
                table: "goods_return",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_goods_return_open",
                schema: "{schema}",
                table: "goods_return",
                columns: new[] { "tenant", "id" },
                filter: "\"is_open\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_by_customer",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_by_date",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_by_number",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_by_run",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "run", "customer_number", "grouping_key", "id" },
                filter: "\"run\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_drafts_of_customer",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "customer", "id" },
                filter: "\"status\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_drafts_of_run",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "run", "status", "customer_number", "grouping_key", "id" },
                filter: "\"status\" = 'Draft' AND \"run\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_following",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "price_behaviour", "id" },
                filter: "\"status\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_numbers",
                schema: "{schema}",
                table: "invoice",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_balance_by_customer",
                schema: "{schema}",
                table: "invoice_balance",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_number_series_by_succession",
                schema: "{schema}",
                table: "number_series",
                columns: new[] { "tenant", "billing_entity", "purpose", "ordinal", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_number_series_live",
                schema: "{schema}",
                table: "number_series",
                columns: new[] { "tenant", "billing_entity", "purpose" },
                unique: true,
                filter: "\"retired_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_opportunity_by_customer",
                schema: "{schema}",
                table: "opportunity",
                columns: new[] { "tenant", "customer", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_opportunity_names",
                schema: "{schema}",
                table: "opportunity",
                columns: new[] { "tenant", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_customer",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "served_customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_date",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_number",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_payer",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "customer", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_progress",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "status", "fulfilment_progress", "invoicing_progress", "issue_date", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_order_by_quote",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "quote", "issue_date", "id" },
                filter: "\"quote\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_order_following",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "status", "price_behaviour", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_order_numbers",
                schema: "{schema}",
                table: "order",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_part_ledger_by_customer",
                schema: "{schema}",
                table: "part_ledger",
                columns: new[] { "tenant", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_date",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_invoice",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "invoice", "id" },
                filter: "\"invoice\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_key",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "key", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_kind",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "payer", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_of",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "of", "id" },
                filter: "\"of\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_payment_entry_by_payer",
                schema: "{schema}",
                table: "payment_entry",
                columns: new[] { "tenant", "payer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_price_list_names",
                schema: "{schema}",
                table: "price_list",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_product_bundles",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_product_by_number",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_product_by_service",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "service_code", "id" },
                filter: "\"service_code\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_product_by_units",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "unit_group", "id" },
                filter: "\"unit_group\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_product_names",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_product_numbers",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_product_services",
                schema: "{schema}",
                table: "product",
                columns: new[] { "tenant", "service_code_fold", "id" },
                filter: "\"service_code_fold\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_project_by_customer",
                schema: "{schema}",
                table: "project",
                columns: new[] { "tenant", "customer", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_by_date",
                schema: "{schema}",
                table: "project",
                columns: new[] { "tenant", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_project_by_number",
                schema: "{schema}",
                table: "project",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_project_numbers",
                schema: "{schema}",
                table: "project",
                columns: new[] { "tenant", "number_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_purchase_order_by_number",
                schema: "{schema}",
                table: "purchase_order",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_purchase_order_by_status",
                schema: "{schema}",
                table: "purchase_order",
                columns: new[] { "tenant", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_by_customer",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "served_customer", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_by_date",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "issue_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_by_opportunity",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "opportunity", "issue_date", "id" },
                filter: "\"opportunity\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_quote_following",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "status", "price_behaviour", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_live",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "number", "billing_entity" },
                unique: true,
                filter: "\"number\" IS NOT NULL AND \"status\" NOT IN ('Won', 'Lost', 'Canceled', 'Expired', 'Revised')")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_quote_numbers",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_quote_open",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "status", "last_day", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_revisions",
                schema: "{schema}",
                table: "quote",
                columns: new[] { "tenant", "number", "billing_entity", "revision" },
                unique: true,
                filter: "\"number\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_quote_template_by_name",
                schema: "{schema}",
                table: "quote_template",
                columns: new[] { "tenant", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quote_template_names",
                schema: "{schema}",
                table: "quote_template",
                columns: new[] { "tenant", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_repricing_run_by_time",
                schema: "{schema}",
                table: "repricing_run",
                columns: new[] { "tenant", "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_repricing_run_open",
                schema: "{schema}",
                table: "repricing_run",
                columns: new[] { "tenant", "started_at", "id" },
                filter: "\"finished_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_run_obstacle_by_run",
                schema: "{schema}",
                table: "run_obstacle",
                columns: new[] { "tenant", "run", "customer_number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_partition_by_run",
                schema: "{schema}",
                table: "run_partition",
                columns: new[] { "tenant", "run", "index", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_date",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "billing_date", "customer", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_day",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "billing_date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_invoice",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "invoice", "id" },
                filter: "\"invoice\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_payer",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "payer", "status", "id" },
                filter: "\"payer\" IS NOT NULL AND \"status\" <> 'Invoiced'")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_run",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "run", "id" },
                filter: "\"run\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_by_source",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "period_start", "source", "source_id", "charge", "ordinal", "id" },
                filter: "\"period_start\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_numbers",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "number_fold", "id" },
                filter: "\"number_fold\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_open",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "status", "customer", "billing_date", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_open_by_date",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "billing_date", "customer", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_sales_item_open_by_day",
                schema: "{schema}",
                table: "sales_item",
                columns: new[] { "tenant", "billing_date", "id" },
                filter: "\"status\" <> 'Invoiced'");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filter_by_owner",
                schema: "{schema}",
                table: "saved_filter",
                columns: new[] { "tenant", "list", "owner", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_saved_filter_shared",
                schema: "{schema}",
                table: "saved_filter",
                columns: new[] { "tenant", "list", "is_shared", "name_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_service_document_by_customer",
                schema: "{schema}",
                table: "service_document",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_document_by_date",
                schema: "{schema}",
                table: "service_document",
                columns: new[] { "tenant", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_service_document_by_number",
                schema: "{schema}",
                table: "service_document",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_document_numbers",
                schema: "{schema}",
                table: "service_document",
                columns: new[] { "tenant", "number_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_shipment_by_customer",
                schema: "{schema}",
                table: "shipment",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_balance_by_location",
                schema: "{schema}",
                table: "stock_balance",
                columns: new[] { "tenant", "location", "id" },
                filter: "\"location\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_balance_by_product",
                schema: "{schema}",
                table: "stock_balance",
                columns: new[] { "tenant", "product", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_charge_by_owner",
                schema: "{schema}",
                table: "stock_charge",
                columns: new[] { "tenant", "owner_id", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_charge_free_of_customer",
                schema: "{schema}",
                table: "stock_charge",
                columns: new[] { "tenant", "customer", "id" },
                filter: "\"is_free\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_demand_by_status",
                schema: "{schema}",
                table: "stock_demand",
                columns: new[] { "tenant", "status", "asked_at", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_demand_open_of_product",
                schema: "{schema}",
                table: "stock_demand",
                columns: new[] { "tenant", "product", "asked_at", "id" },
                filter: "\"is_open\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_item_by_location",
                schema: "{schema}",
                table: "stock_item",
                columns: new[] { "tenant", "location", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_item_by_product",
                schema: "{schema}",
                table: "stock_item",
                columns: new[] { "tenant", "product", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_move_by_document",
                schema: "{schema}",
                table: "stock_move",
                columns: new[] { "tenant", "document", "id" },
                filter: "\"document\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_move_by_origin",
                schema: "{schema}",
                table: "stock_move",
                columns: new[] { "tenant", "product", "origin", "id" },
                filter: "\"origin\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_move_by_sequence",
                schema: "{schema}",
                table: "stock_move",
                columns: new[] { "tenant", "product", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_move_by_time",
                schema: "{schema}",
                table: "stock_move",
                columns: new[] { "tenant", "product", "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_move_costs",
                schema: "{schema}",
                table: "stock_move",
                columns: new[] { "tenant", "product", "sequence", "id" },
                filter: "\"tells_cost\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_reservation_by_expiry",
                schema: "{schema}",
                table: "stock_reservation",
                columns: new[] { "tenant", "expires_on", "id" },
                filter: "\"is_over\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_reservation_by_quote",
                schema: "{schema}",
                table: "stock_reservation",
                columns: new[] { "tenant", "quote", "line", "id" },
                filter: "\"is_over\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_serial_by_product",
                schema: "{schema}",
                table: "stock_serial",
                columns: new[] { "tenant", "product", "serial_fold", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_stock_transfer_under_way",
                schema: "{schema}",
                table: "stock_transfer",
                columns: new[] { "tenant", "to", "id" },
                filter: "\"is_under_way\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_stock_transfer_under_way_of_product",
                schema: "{schema}",
                table: "stock_transfer",
                columns: new[] { "tenant", "product", "id" },
                filter: "\"is_under_way\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_by_customer",
                schema: "{schema}",
                table: "ticket",
                columns: new[] { "tenant", "customer", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_by_date",
                schema: "{schema}",
                table: "ticket",
                columns: new[] { "tenant", "opened_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_by_number",
                schema: "{schema}",
                table: "ticket",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_numbers",
                schema: "{schema}",
                table: "ticket",
                columns: new[] { "tenant", "number_fold", "number", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_comment_by_ticket",
                schema: "{schema}",
                table: "ticket_comment",
                columns: new[] { "tenant", "ticket", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_time_entry_by_date",
                schema: "{schema}",
                table: "time_entry",
                columns: new[] { "tenant", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_time_entry_by_project",
                schema: "{schema}",
                table: "time_entry",
                columns: new[] { "tenant", "project", "worked_on", "id" },
                filter: "\"project\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_time_entry_by_status",
                schema: "{schema}",
                table: "time_entry",
                columns: new[] { "tenant", "status", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_time_entry_by_ticket",
                schema: "{schema}",
                table: "time_entry",
                columns: new[] { "tenant", "ticket", "worked_on", "id" },
                filter: "\"ticket\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_time_entry_by_user",
                schema: "{schema}",
                table: "time_entry",
                columns: new[] { "tenant", "user", "worked_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_unit_group_names",
                schema: "{schema}",
                table: "unit_group",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_usage_by_customer",
                schema: "{schema}",
                table: "usage",
                columns: new[] { "tenant", "customer", "date", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_by_delivery",
                schema: "{schema}",
                table: "usage",
                columns: new[] { "tenant", "delivery", "id" },
                filter: "\"delivery\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_usage_by_source_id",
                schema: "{schema}",
                table: "usage",
                columns: new[] { "tenant", "source_code", "source_id", "id" },
                filter: "\"delivery\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_usage_delivery_by_scope",
                schema: "{schema}",
                table: "usage_delivery",
                columns: new[] { "tenant", "source_code", "scope", "period_from", "period_last_day", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_usage_delivery_pending",
                schema: "{schema}",
                table: "usage_delivery",
                columns: new[] { "tenant", "id" },
                filter: "\"took_effect_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_vendor_by_number",
                schema: "{schema}",
                table: "vendor",
                columns: new[] { "tenant", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vendor_invoice_by_number",
                schema: "{schema}",
                table: "vendor_invoice",
                columns: new[] { "tenant", "vendor", "number" },
                unique: true,
                filter: "\"is_canceled\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "ix_volume_discount_names",
                schema: "{schema}",
                table: "volume_discount",
                columns: new[] { "tenant", "name_fold", "name", "id" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.Unspecified, NullSortOrder.NullsFirst, NullSortOrder.Unspecified, NullSortOrder.Unspecified });

            migrationBuilder.CreateIndex(
                name: "ix_work_kind_by_code",
                schema: "{schema}",
                table: "work_kind",
                columns: new[] { "tenant", "code" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
