namespace Psa.EntityFrameworkCore.Sqlite;

/// <summary>
/// A tenant that is being deleted, within an open transaction that nobody else writes beside. While rows of it are left its counter of events is negative, -1 less the last
/// sequence, so that no commit can take one.
/// </summary>
internal sealed class SqliteTenant(SqliteLink link, TenantId tenant)
{
    private const int MostOfAPart = 2000;
    private const string Close = "INSERT INTO psa_event_counter (tenant, last) VALUES (?1, -1) ON CONFLICT (tenant) DO UPDATE SET last = -1 - last WHERE last >= 0";
    private const string Forget = "DELETE FROM psa_event_counter WHERE tenant = ?1";

    /// <summary>Removes some rows and closes the tenant; when there are none, forgets it. Gives how many there were.</summary>
    internal long RemovePart(IEnumerable<string> tables)
    {
        var removed = 0;
        foreach (var table in tables)
        {
            using var delete = link.Take($"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE tenant = ?1 LIMIT ?2)");
            delete.Put(0, tenant.Value);
            delete.Put(1, MostOfAPart - removed);
            removed += delete.Execute();
            if (removed == MostOfAPart)
            {
                break;
            }
        }

        using var counter = link.Take(removed > 0 ? Close : Forget);
        counter.Put(0, tenant.Value);
        counter.Execute();
        return removed;
    }
}
