using System.Linq;
using Npgsql;
using static Psa.EntityFrameworkCore.PostgreSql.Statements;

namespace Psa.EntityFrameworkCore.PostgreSql;

/// <summary>
/// A tenant that is being deleted. While rows of it are left its counter of events is negative, -1 less the last sequence, so that no commit can take one; a commit that had taken
/// one before is waited for.
/// </summary>
internal sealed class PostgreSqlTenant(NpgsqlConnection connection, string schema, TenantId tenant)
{
    private const int MostOfAPart = 5000;

    /// <summary>Closes the tenant and removes some rows, in one transaction; when there are none, forgets it. Gives how many there were.</summary>
    internal async ValueTask<long> RemovePartAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await ExecuteAsync(
                    $"INSERT INTO \"{schema}\".event_counter AS counter (tenant, last) VALUES ($1, -1) ON CONFLICT (tenant) DO UPDATE SET last = -1 - counter.last WHERE counter.last >= 0",
                    cancellationToken).ConfigureAwait(false);
                var removed = await DeleteAsync(tables, cancellationToken).ConfigureAwait(false);
                var isEmpty = removed == 0 && !await HasRowsAsync(tables, cancellationToken).ConfigureAwait(false);
                if (isEmpty)
                {
                    await ExecuteAsync($"DELETE FROM \"{schema}\".event_counter WHERE tenant = $1", cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                if (removed > 0 || isEmpty)
                {
                    return removed;
                }
            }

            // rows that others changed at the same moment come back as new ones
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10 << attempt, 1000)), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<int> DeleteAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var table in tables)
        {
            using var delete = connection.Statement(
                $"DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE tenant = $1 LIMIT $2))", Value(tenant.Value), Value(MostOfAPart - removed));
            removed += await delete.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (removed == MostOfAPart)
            {
                break;
            }
        }

        return removed;
    }

    private async ValueTask<bool> HasRowsAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        using var exists = connection.Statement(
            $"SELECT {string.Join(" OR ", tables.Select(static table => $"EXISTS (SELECT FROM {table} WHERE tenant = $1)"))}", Value(tenant.Value));
        return (bool)(await exists.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private async ValueTask ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        using var command = connection.Statement(sql, Value(tenant.Value));
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
